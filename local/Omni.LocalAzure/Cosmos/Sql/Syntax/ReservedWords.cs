using System.Collections.Frozen;

namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>Words that begin a clause or an operator and so are no names; after a dot they are accepted.</summary>
internal static class ReservedWords
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "AND", "ARRAY", "AS", "ASC", "BETWEEN", "BY", "DESC", "DISTINCT", "ESCAPE", "EXISTS", "FALSE", "FROM", "GROUP", "HAVING", "IN", "JOIN", "LIKE", "LIMIT",
        "NOT", "NULL", "OFFSET", "OR", "ORDER", "SELECT", "TOP", "TRUE", "UNDEFINED", "VALUE", "WHERE",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string word) => Words.Contains(word);
}
