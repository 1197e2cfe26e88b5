namespace Omni.Functions.Customers;

/// <summary>Whoever a customer has become.</summary>
public static class LivingCustomer
{
    /// <returns>
    /// Null when there is no such customer. While a merge is cut off between its writes, the frozen customer speaks for itself.
    /// </returns>
    public static async Task<Profile?> FindAsync(ICustomerStore store, string customerId, CancellationToken cancellation)
    {
        Profile? last = null;
        for (var next = customerId; next is not null; next = last.MergedInto)
        {
            if (await store.FindProfilesAsync([next], cancellation) is not [{ Profile: var profile }])
                return last;
            last = profile;
        }

        return last;
    }
}
