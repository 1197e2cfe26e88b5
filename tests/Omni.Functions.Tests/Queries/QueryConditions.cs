using System.Text.RegularExpressions;

namespace Omni.Functions.Tests.Queries;

/// <summary>The conditions of a query, and the query without one of them.</summary>
internal static partial class QueryConditions
{
    /// <summary>For each condition of any WHERE: the condition, and the query with <c>true</c> in its place.</summary>
    public static IEnumerable<(string Condition, string Sql)> Without(string sql)
    {
        foreach (Match keyword in Keyword().Matches(sql))
        {
            var start = keyword.Index + keyword.Length;
            var end = End(sql, start);
            var condition = sql[start..end].Trim();
            yield return (condition, $"{sql[..start]}true{(end < sql.Length && sql[end] == ')' ? "" : "\n")}{sql[end..]}");
        }
    }

    /// <summary>Where the next part of the query begins that is not within parentheses of this one.</summary>
    private static int End(string sql, int start)
    {
        var depth = 0;
        for (var at = start; at < sql.Length; at++)
        {
            if (sql[at] == '(') depth++;
            if (sql[at] == ')' && depth-- == 0) return at;
            if (depth == 0 && Next().IsMatch(sql, at)) return at;
        }

        return sql.Length;
    }

    [GeneratedRegex(@"\b(?:WHERE|AND)\s+")]
    private static partial Regex Keyword();

    [GeneratedRegex(@"\G(?:\s+(?:AND|GROUP BY|ORDER BY)\b|\s\?\s)")]
    private static partial Regex Next();
}
