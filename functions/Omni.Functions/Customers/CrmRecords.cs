using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>
/// The CRM records of a profile: a set ordered by key. Of a record's state and of each attribute the newest word counts, so the join is
/// commutative and associative, and joining a change twice changes nothing.
/// </summary>
internal static class CrmRecords
{
    /// <summary>Of one customer.</summary>
    public const int RecordLimit = 20;

    /// <summary>Of one record.</summary>
    public const int AttributeLimit = 100;

    public static IReadOnlyList<CrmRecord> Of(CrmChange change)
    {
        var from = new Sighting(change.OccurredAt.ToUniversalTime(), change.Id);
        var attributes = change.Attributes.Select(pair => new CrmAttribute(pair.Key, pair.Value, from)).OrderBy(static attribute => attribute.Name, StringComparer.Ordinal);
        IReadOnlyList<CrmRecord> records =
        [
            new CrmRecord(change.System, change.Account, change.EntityId)
            {
                IsRemoved = change.Action == CrmAction.Deleted,
                From = from,
                Attributes = [.. attributes.Take(AttributeLimit)],
            },
        ];
        foreach (var merged in change.MergedIds)
            records = Union(records, [new CrmRecord(change.System, change.Account, merged) { IsRemoved = true, From = from }]);
        return records;
    }

    public static IReadOnlyList<CrmRecord> Union(IReadOnlyList<CrmRecord> left, IReadOnlyList<CrmRecord> right) =>
        SortedSet.Union(left, right, static record => record.Key, Join, RecordLimit);

    private static CrmRecord Join(CrmRecord left, CrmRecord right) => (Sighting.IsNewer(left.From, right.From) ? right : left) with
    {
        Attributes = SortedSet.Union(left.Attributes, right.Attributes, static attribute => attribute.Name, Newest, AttributeLimit),
    };

    private static CrmAttribute Newest(CrmAttribute left, CrmAttribute right) => Sighting.IsNewer(left.From, right.From) ? right : left;
}
