using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>Functions that look for a part of a string, or split and join; other types give undefined.</summary>
internal static class TextParts
{
    public static readonly SqlFunction[] All =
    [
        new("INDEX_OF", 2, 3, a => Position(a, fromStart: 0, (text, part, start) => text.IndexOf(part, start, StringComparison.Ordinal))),
        new("LASTINDEXOF", 2, 3, a => Position(a, fromStart: int.MaxValue, LastIndexOf)),
        new("STRINGJOIN", 2, 2, Join),
        new("STRINGSPLIT", 2, 2, Split),
        new("SUBSTRINGBEFORE", 2, 2, a => Cut(a, (text, part) => text.IndexOf(part, StringComparison.Ordinal), before: true)),
        new("SUBSTRINGAFTER", 2, 2, a => Cut(a, (text, part) => text.IndexOf(part, StringComparison.Ordinal), before: false)),
        new("LASTSUBSTRINGBEFORE", 2, 2, a => Cut(a, (text, part) => text.LastIndexOf(part, StringComparison.Ordinal), before: true)),
        new("LASTSUBSTRINGAFTER", 2, 2, a => Cut(a, (text, part) => text.LastIndexOf(part, StringComparison.Ordinal), before: false)),
        new("CONTAINSALLCI", 2, int.MaxValue, a => Quantified(a, all: true, StringComparison.OrdinalIgnoreCase)),
        new("CONTAINSALLCS", 2, int.MaxValue, a => Quantified(a, all: true, StringComparison.Ordinal)),
        new("CONTAINSANYCI", 2, int.MaxValue, a => Quantified(a, all: false, StringComparison.OrdinalIgnoreCase)),
        new("CONTAINSANYCS", 2, int.MaxValue, a => Quantified(a, all: false, StringComparison.Ordinal)),
    ];

    private static SqlValue Position(SqlValue[] a, int fromStart, Func<string, string, int, int> find)
    {
        if (a[0].Kind != SqlKind.Text || a[1].Kind != SqlKind.Text || (a.Length == 3 && a[2].Kind != SqlKind.Number)) return default;
        var start = a.Length == 3 ? a[2].Number : fromStart;
        return SqlValue.Of(find(a[0].Text, a[1].Text, (int)Math.Clamp(start, 0, a[0].Text.Length)));
    }

    /// <summary>The search goes from the position towards the beginning.</summary>
    private static int LastIndexOf(string text, string part, int position) =>
        text[..Math.Min(text.Length, position + 1)].LastIndexOf(part, StringComparison.Ordinal);

    private static SqlValue Join(QueryRun run, SqlValue[] a)
    {
        if (a[0].Kind != SqlKind.Array || a[1].Kind != SqlKind.Text || !a[0].Items.All(item => item.Kind == SqlKind.Text)) return default;
        run.Spend(a[0].ItemCount * a[1].Weight); // paid before it takes memory
        return SqlValue.Of(string.Join(a[1].Text, a[0].Items.Select(item => item.Text)));
    }

    private static SqlValue Split(SqlValue[] a) =>
        a[0].Kind == SqlKind.Text && a[1].Kind == SqlKind.Text
            ? SqlValue.Of((a[1].Text.Length == 0 ? [a[0].Text] : a[0].Text.Split(a[1].Text)).Select(SqlValue.Of))
            : default;

    private static SqlValue Cut(SqlValue[] a, Func<string, string, int> find, bool before)
    {
        if (a[0].Kind != SqlKind.Text || a[1].Kind != SqlKind.Text) return default;
        var position = find(a[0].Text, a[1].Text);
        if (position < 0) return SqlValue.Of("");
        return SqlValue.Of(before ? a[0].Text[..position] : a[0].Text[(position + a[1].Text.Length)..]);
    }

    private static SqlValue Quantified(SqlValue[] a, bool all, StringComparison comparison)
    {
        if (!Array.TrueForAll(a, value => value.Kind == SqlKind.Text)) return default;
        var parts = a.Skip(1);
        return SqlValue.Of(all ? parts.All(part => a[0].Text.Contains(part.Text, comparison)) : parts.Any(part => a[0].Text.Contains(part.Text, comparison)));
    }
}
