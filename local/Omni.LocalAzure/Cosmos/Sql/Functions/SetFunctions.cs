using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>Arrays as sets: results hold each value once.</summary>
internal static class SetFunctions
{
    public static readonly SqlFunction[] All =
    [
        Over("SETUNION", (left, right) => Distinct(left.Concat(right), [])),
        Over("SETDIFFERENCE", (left, right) => Distinct(left, Keys(right))),
        Over("SETINTERSECT", Intersect),
        new("SETEQUAL", 2, 2, a => AreArrays(a) ? SqlValue.Of(Keys(a[0].Items).SetEquals(Keys(a[1].Items))) : default),
    ];

    private static SqlFunction Over(string name, Func<IEnumerable<SqlValue>, IEnumerable<SqlValue>, IEnumerable<SqlValue>> combine) =>
        new(name, 2, 2, a => AreArrays(a) ? SqlValue.Of(combine(a[0].Items, a[1].Items)) : default);

    private static bool AreArrays(SqlValue[] a) => a[0].Kind == SqlKind.Array && a[1].Kind == SqlKind.Array;

    private static HashSet<string> Keys(IEnumerable<SqlValue> values) => values.Select(SqlComparison.Fingerprint).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<SqlValue> Distinct(IEnumerable<SqlValue> values, HashSet<string> except) =>
        values.Where(value => except.Add(SqlComparison.Fingerprint(value)));

    /// <summary>In the order of the second array.</summary>
    private static IEnumerable<SqlValue> Intersect(IEnumerable<SqlValue> left, IEnumerable<SqlValue> right)
    {
        var wanted = Keys(left);
        return right.Where(value => wanted.Remove(SqlComparison.Fingerprint(value)));
    }
}
