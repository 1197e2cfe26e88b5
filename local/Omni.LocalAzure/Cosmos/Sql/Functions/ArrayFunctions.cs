using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>Functions over arrays; other types give undefined.</summary>
internal static class ArrayFunctions
{
    public static readonly SqlFunction[] All =
    [
        new("ARRAY_CONTAINS", 2, 3, Contains),
        new("ARRAY_CONTAINS_ANY", 2, int.MaxValue, (run, a) => Quantified(run, a, decisive: true)),
        new("ARRAY_CONTAINS_ALL", 2, int.MaxValue, (run, a) => Quantified(run, a, decisive: false)),
        new("ARRAY_LENGTH", 1, 1, a => a[0].Kind == SqlKind.Array ? SqlValue.Of(a[0].ItemCount) : default),
        new("ARRAY_CONCAT", 2, int.MaxValue, Concat),
        new("ARRAY_SLICE", 2, 3, Slice),
    ];

    private static SqlValue Contains(SqlValue[] a)
    {
        if (a[0].Kind != SqlKind.Array || a[1].IsUndefined) return default;
        var partial = a is [_, { Kind: SqlKind.Object }, { IsTrue: true }];
        return SqlValue.Of(a[0].Items.Any(item => partial
            ? item.Kind == SqlKind.Object && SqlComparison.Contains(item, a[1])
            : SqlComparison.AreEqual(item, a[1])));
    }

    /// <summary>ANY is decided by a value that is there, ALL by one that is not; undecided, an undefined value makes the result undefined.</summary>
    private static SqlValue Quantified(QueryRun run, SqlValue[] a, bool decisive)
    {
        if (a[0].Kind != SqlKind.Array) return default;
        run.Spend((double)a[0].ItemCount * a.Length);
        var wanted = a.Skip(1).Where(value => !value.IsUndefined).ToList();
        if (wanted.Exists(value => a[0].Items.Any(item => SqlComparison.AreEqual(item, value)) == decisive)) return SqlValue.Of(decisive);
        return wanted.Count < a.Length - 1 ? default : SqlValue.Of(!decisive);
    }

    private static SqlValue Concat(SqlValue[] a) =>
        a.All(value => value.Kind == SqlKind.Array) ? SqlValue.Of(a.SelectMany(value => value.Items)) : default;

    private static SqlValue Slice(SqlValue[] a)
    {
        if (a[0].Kind != SqlKind.Array || !IntegerFunctions.IsInteger(a[1]) || !IntegerFunctions.IsInteger(a[^1])) return default;
        var count = a[0].ItemCount;
        var start = (int)Math.Clamp(a[1].Number < 0 ? count + a[1].Number : a[1].Number, 0, count);
        var max = a.Length == 3 ? (int)Math.Clamp(a[2].Number, 0, count) : count;
        return SqlValue.Of(a[0].Items.Skip(start).Take(max));
    }
}
