namespace Omni.Functions.Customers;

/// <summary>
/// An identity leads to somebody else by now, and the profile of whoever had it is still what it was. It is written, as it is: a process that
/// remembers the link has to read the profile then, and forgets the link with it.
/// </summary>
internal sealed class Dispossession(ICustomerStore store, CustomerCache cache)
{
    /// <returns>False when somebody else wrote one of them meanwhile, perhaps by the old link.</returns>
    public async Task<bool> TellAsync(Resolution resolution, KnownCustomers known, CancellationToken cancellation)
    {
        foreach (var former in resolution.Dispossessed.Select(known.ProfileOf))
        {
            cache.Forget(former.Profile.Id);
            if (former.ETag is not null
                && (await store.CommitAsync(new CustomerChange { Before = former, After = former.Profile }, cancellation)).Status != CommitStatus.Written)
                return false;
        }

        return true;
    }
}
