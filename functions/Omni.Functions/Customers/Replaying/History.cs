using Omni.Functions.Contacts;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Replaying;

/// <summary>Everything that is on the timelines, and what has been made of it until today.</summary>
public sealed record History
{
    private static readonly Dictionary<string, string> Nobody = [];

    public required IReadOnlyList<HistoryEntry> Entries { get; init; }

    /// <summary>Of each absorbed customer whom it became part of.</summary>
    public IReadOnlyDictionary<string, string> MergedInto { get; init; } = Nobody;

    /// <summary>What people said of two customers: that they are one, or that they are two.</summary>
    public IReadOnlyList<CustomerPair> Decisions { get; init; } = [];

    /// <summary>
    /// The history as it was when a replay began to be applied to it; null before. What people decided is about whoever had the contacts then.
    /// </summary>
    public History? Begun { get; init; }

    /// <summary>Under which ids, then the living one last, decisions know whoever has a contact.</summary>
    public IReadOnlyList<string> NamesOf(HistoryEntry entry) => (Begun ?? this).WayOf(entry.NamedAs ?? entry.CustomerId);

    /// <summary>The same history later, while it is changed.</summary>
    public History Then(History later)
    {
        ArgumentNullException.ThrowIfNull(later);
        if (Decisions.Count == 0)
            return later;
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Entries.OrderBy(static entry => entry.CustomerId, StringComparer.Ordinal))
            named.TryAdd(entry.Contact.Id, entry.CustomerId);
        return later with { Begun = this, Entries = [.. later.Entries.Select(entry => entry with { NamedAs = named.GetValueOrDefault(entry.Contact.Id) })], Decisions = Decisions };
    }

    /// <summary>Who somebody is today.</summary>
    public string LivingOf(string customerId) => WayOf(customerId)[^1];

    /// <summary>A customer and all whom it became part of, the living one last. Survivors have smaller ids, so the way ends.</summary>
    public IReadOnlyList<string> WayOf(string customerId)
    {
        if (!MergedInto.TryGetValue(customerId, out var survivor))
            return [customerId];
        var way = new List<string> { customerId, survivor };
        while (MergedInto.TryGetValue(survivor, out var next))
            way.Add(survivor = next);
        return way;
    }
}

/// <summary>A contact, or a change in a CRM, on a timeline.</summary>
/// <param name="CustomerId">Whose timeline it was written on; that customer may have been absorbed since.</param>
/// <param name="Contact">As it is stored.</param>
public sealed record HistoryEntry(string CustomerId, Contact Contact)
{
    /// <summary>
    /// Tells how the identities are judged where it is stored from how a replay judges them: the replay takes the contact as it came. Within one process.
    /// </summary>
    public int Judgement { get; init; }

    /// <summary>Whose timeline it was on when a replay began to be applied; null before.</summary>
    public string? NamedAs { get; init; }

    public static int JudgementOf(Contact contact)
    {
        var hash = new HashCode();
        foreach (var identity in contact.From.Identities)
            hash.Add(identity);
        return hash.ToHashCode();
    }
}
