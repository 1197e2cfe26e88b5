using System.Collections.Frozen;

namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>Words that are no names anywhere, not even after a dot: <c>c["order"]</c> is written in brackets. Keywords ignore case, constants do not.</summary>
internal static class ReservedWords
{
    private static readonly FrozenSet<string> Keywords = new[]
    {
        "AND", "ARRAY", "AS", "ASC", "BETWEEN", "BY", "CASE", "CAST", "CONVERT", "CROSS", "DESC", "DISTINCT", "ELSE", "END", "ESCAPE", "EXISTS", "FOR", "FROM",
        "GROUP", "HAVING", "IN", "INNER", "INSERT", "INTO", "IS", "JOIN", "LEFT", "LIKE", "LIMIT", "NOT", "OFFSET", "ON", "OR", "ORDER", "OUTER", "OVER", "RIGHT",
        "SELECT", "SET", "THEN", "TOP", "UPDATE", "VALUE", "WHEN", "WHERE", "WITH",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Constants = new[] { "true", "false", "null", "undefined", "udf", "NaN", "Infinity" }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => Keywords.Contains(word) || Constants.Contains(word);
}
