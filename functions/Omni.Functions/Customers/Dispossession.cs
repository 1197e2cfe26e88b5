using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>
/// An identity leads to somebody else by now. Whoever had it is told so on the timeline, as if they had given it up; and written in any case: a
/// process that remembers the link has to read the profile then, and forgets the link with it.
/// </summary>
internal sealed class Dispossession(ICustomerStore store, CustomerCache cache)
{
    private const string Reason = "The channel says that somebody else has it since then.";

    /// <param name="identity">What is somebody else's.</param>
    /// <param name="notice">The contact that tells so.</param>
    /// <returns>The same whenever it is asked for, so that it is on the timeline once.</returns>
    public static Contact Correction(Identity identity, Contact notice)
    {
        var provided = $"{notice.Id}:{identity.Key}";
        return new Contact
        {
            Id = ContactId.From(notice.Provider, notice.Account, provided),
            Channel = notice.Channel,
            Provider = notice.Provider,
            Account = notice.Account,
            Kind = ContactKind.Correction,
            ProviderMessageId = provided,

            // It vouches for nothing: how far the former owner's number was trusted stays.
            From = new ContactSender { Identities = [new Identity(identity.Kind, identity.Value, Trust.Claimed) { IsEnded = true }] },
            Extras = new Dictionary<string, JsonElement> { ["reason"] = JsonSerializer.SerializeToElement(Reason, ContactJson.Default.String) },
            OccurredAt = notice.OccurredAt,
            ReceivedAt = notice.ReceivedAt,
        };
    }

    /// <returns>False when somebody else wrote one of them meanwhile, perhaps by the old link.</returns>
    public async Task<bool> TellAsync(Resolution resolution, KnownCustomers known, CancellationToken cancellation)
    {
        foreach (var (customerId, corrections) in resolution.Dispossessed)
        {
            var former = known.ProfileOf(customerId);
            cache.Forget(customerId);
            if (former.ETag is null)
                continue;

            if (await TellAsync(former, corrections, cancellation) is not { } told)
                return false;
            known.Add(told);
        }

        return true;
    }

    /// <returns>As it is written; null when somebody else wrote it meanwhile.</returns>
    private async Task<StoredProfile?> TellAsync(StoredProfile former, IReadOnlyList<Contact> corrections, CancellationToken cancellation)
    {
        while (true)
        {
            var after = ProfileFold.Add(former.Profile, corrections);
            var commit = await store.CommitAsync(new CustomerChange { Before = former, After = after, Contacts = corrections }, cancellation);
            if (commit.Status == CommitStatus.Written)
                return new StoredProfile(after, commit.ETag);
            if (commit.Status != CommitStatus.EntryExists)
                return null;

            // An attempt that was cut off has told some of them.
            var told = await store.FindEntriesAsync(former.Profile.Id, [.. corrections.Select(static correction => correction.Id)], cancellation);
            var left = corrections.Where(correction => !told.Contains(correction.Id)).ToList();
            if (left.Count == corrections.Count)
                return null;
            corrections = left;
        }
    }
}
