using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Replaying;

/// <summary>What a replay makes of a history.</summary>
/// <param name="Customers">Who they are, in the order of their first contacts.</param>
/// <param name="Suggestions">Who may be one person and was not joined, the likeliest first.</param>
public sealed record ReplayedHistory(IReadOnlyList<ReplayedCustomer> Customers, IReadOnlyList<CustomerPair> Suggestions)
{
    /// <summary>Whose each identity is in the end, in ids of the replay.</summary>
    public IReadOnlyList<IdentityLink> Links { get; init; } = [];
}

/// <param name="Id">Of the replay alone: it may be another one than the same person has today.</param>
/// <param name="Profile">The fold of the contacts.</param>
/// <param name="Entries">Their contacts in the order in which they happened, with the marks that the rules of today give them.</param>
public sealed record ReplayedCustomer(string Id, Profile Profile, IReadOnlyList<HistoryEntry> Entries);
