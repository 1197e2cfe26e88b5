using System.Collections.Frozen;

namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>Functions over rows instead of values; a query with one of them is grouped.</summary>
internal static class AggregateNames
{
    private static readonly FrozenSet<string> Names =
        new[] { "AVG", "COUNT", "COUNTIF", "MAKELIST", "MAKESET", "MAX", "MIN", "SUM" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string name) => Names.Contains(name);
}
