using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers;

/// <summary>
/// Customers and the identities that lead to them. Every write is conditional: it creates what was not there or replaces exactly
/// what was read. Each method throws <see cref="StoreUnavailableException"/> when the store cannot answer now.
/// </summary>
public interface ICustomerStore
{
    /// <summary>Returns when the store answers.</summary>
    Task ReachAsync(CancellationToken cancellation);

    /// <summary>The links of those identities that belong to somebody.</summary>
    Task<IReadOnlyList<IdentityLink>> FindLinksAsync(IReadOnlyCollection<Identity> identities, CancellationToken cancellation);

    /// <summary>The profiles that exist among these ids, frozen ones included.</summary>
    Task<IReadOnlyList<StoredProfile>> FindProfilesAsync(IReadOnlyCollection<string> customerIds, CancellationToken cancellation);

    /// <summary>The profiles that exist among these ids, and which of these contacts are where they may be: all in one round trip.</summary>
    Task<FoundCustomers> FindAsync(
        IReadOnlyCollection<string> customerIds, IReadOnlyCollection<EntryKey> entries, CancellationToken cancellation);

    /// <summary>Creates a link; false when the identity belongs to somebody already.</summary>
    Task<bool> ClaimAsync(IdentityLink link, CancellationToken cancellation);

    /// <summary>Replaces a link whose etag is the one it was read with; false when it changed since.</summary>
    /// <exception cref="ArgumentException">The link was never read: it has no etag.</exception>
    Task<bool> RepointAsync(IdentityLink link, CancellationToken cancellation);

    /// <summary>Writes all of the change or nothing.</summary>
    Task<Commit> CommitAsync(CustomerChange change, CancellationToken cancellation);

    /// <summary>Which of these contacts are on the timeline of this customer.</summary>
    Task<IReadOnlySet<string>> FindEntriesAsync(
        string customerId, IReadOnlyCollection<string> contactIds, CancellationToken cancellation);

    /// <summary>Every contact, and every change in a CRM, that lies in the partition of this customer, in no order.</summary>
    IAsyncEnumerable<StoredEntry> ReadEntriesAsync(string customerId, CancellationToken cancellation);

    /// <summary>Those of these contacts, and changes in a CRM, that are where they may be.</summary>
    Task<IReadOnlyList<Contact>> FindContactsAsync(IReadOnlyCollection<EntryKey> entries, CancellationToken cancellation);

    /// <summary>
    /// Adds news of a contact to its entry (see <see cref="Contact.Learn"/>), and gives the contact with all that is known then; null when there
    /// is no such entry.
    /// </summary>
    Task<Contact?> JoinNewsAsync(EntryKey entry, Contact news, CancellationToken cancellation);

    /// <summary>All links that lead to one of these customers.</summary>
    Task<IReadOnlyList<IdentityLink>> FindLinksToAsync(IReadOnlyCollection<string> customerIds, CancellationToken cancellation);

    /// <summary>How many living customers have waited for an answer since a moment from <paramref name="from"/> on and before <paramref name="until"/>.</summary>
    Task<long> CountWaitingAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Living customers whose name begins so, whatever the case, most recent first.</summary>
    Task<IReadOnlyList<Profile>> FindByNameAsync(string prefix, int limit, CancellationToken cancellation);
}

/// <summary>A profile as it was read; <paramref name="ETag"/> is null for one that does not exist yet.</summary>
public sealed record StoredProfile(Profile Profile, string? ETag);

/// <summary>A contact on the timeline of one customer.</summary>
public readonly record struct EntryKey(string CustomerId, string ContactId);

/// <summary>A contact as it was read from a timeline.</summary>
public sealed record StoredEntry(Contact Contact, string ETag);

/// <summary>A contact on a timeline, and as it shall be there.</summary>
public sealed record JudgedEntry(StoredEntry Stored, Contact Now);

public sealed record FoundCustomers(IReadOnlyList<StoredProfile> Profiles, IReadOnlySet<EntryKey> Entries);

/// <summary>The profile as it shall be, the state it was computed from, and the entries that make the difference.</summary>
public sealed record CustomerChange
{
    public required StoredProfile Before { get; init; }

    public required Profile After { get; init; }

    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>The frozen profiles that <see cref="After"/> counts in for the first time.</summary>
    public IReadOnlyList<Profile> Absorbed { get; init; } = [];

    /// <summary>Contacts that leave this customer, each as it was read; <see cref="After"/> does not count them in any more.</summary>
    public IReadOnlyList<StoredEntry> Removed { get; init; } = [];

    /// <summary>Contacts that stay, each as it was read, with their identities as they are judged now; <see cref="After"/> counts them in so.</summary>
    public IReadOnlyList<JudgedEntry> Judged { get; init; } = [];

    /// <summary>The undoing of a merge, to be told on the timeline.</summary>
    public UndoneMerge? Undone { get; init; }

    /// <summary>Contacts that left for another customer, or came from one, to be told on the timeline.</summary>
    public IReadOnlyList<CustomerSplit> Splits { get; init; } = [];
}

public readonly record struct Commit(CommitStatus Status, string? ETag = null);

public enum CommitStatus
{
    Written,

    /// <summary>At least one of the contacts is on the timeline already.</summary>
    EntryExists,

    /// <summary>The profile is no longer what was read.</summary>
    Rival,

    /// <summary>More than one write can carry; fewer contacts at once will fit.</summary>
    TooLarge,
}
