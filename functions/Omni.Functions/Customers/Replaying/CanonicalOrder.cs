using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Each contact once, in the order in which they happened; of those at the same moment corrections last, since a contact of that moment may have
/// brought them about, and the lower id first. Whatever order a history comes in, and however often a contact is in it, this is the same list.
/// </summary>
internal static class CanonicalOrder
{
    public static IReadOnlyList<HistoryEntry> Of(IEnumerable<HistoryEntry> entries) =>
    [
        .. Sorted(entries.GroupBy(static entry => entry.Contact.Id, StringComparer.Ordinal).Select(static same => One([.. same]))),
    ];

    /// <summary>Entries of which each contact has one already.</summary>
    public static IEnumerable<HistoryEntry> Sorted(IEnumerable<HistoryEntry> entries) => entries
        .OrderBy(static entry => entry.Contact.OccurredAt)
        .ThenBy(static entry => entry.Contact.Kind == ContactKind.Correction)
        .ThenBy(static entry => entry.Contact.Id, StringComparer.Ordinal);

    private static HistoryEntry One(IReadOnlyList<HistoryEntry> same)
    {
        var copies = same.Select(static entry => entry with { Contact = ContactAsItCame.Of(entry.Contact) });
        if (same.Count == 1)
            return copies.Single();
        var ordered = copies
            .OrderBy(static entry => entry.Contact.Revision is not null)
            .ThenBy(static entry => entry.Contact.OccurredAt)
            .ThenBy(static entry => entry.CustomerId, StringComparer.Ordinal)
            .ThenBy(static entry => TextOf(entry.Contact), StringComparer.Ordinal)
            .ToList();
        return ordered[0] with { Contact = ordered.Select(static entry => entry.Contact).Aggregate(Contact.Join) };
    }

    private static string TextOf(Contact contact) => contact.Change is { } change
        ? JsonSerializer.Serialize(change, CrmJson.Default.CrmChange)
        : JsonSerializer.Serialize(contact, ContactJson.Default.Contact);
}
