using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Values;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>Functions over strings; other types give undefined.</summary>
internal static class TextFunctions
{
    private const int MaxReplicated = 10_000;

    public static readonly SqlFunction[] All =
    [
        Match("CONTAINS", (text, part, comparison) => text.Contains(part, comparison)),
        Match("STARTSWITH", (text, part, comparison) => text.StartsWith(part, comparison)),
        Match("ENDSWITH", (text, part, comparison) => text.EndsWith(part, comparison)),
        Match("STRINGEQUALS", (text, part, comparison) => text.Equals(part, comparison)),
        new("CONCAT", 2, int.MaxValue, Concat),
        new("LEFT", 2, 2, a => WithCount(a, (text, count) => text[..Math.Min(count, text.Length)])),
        new("RIGHT", 2, 2, a => WithCount(a, (text, count) => text[^Math.Min(count, text.Length)..])),
        new("LENGTH", 1, 1, a => a[0].Kind == SqlKind.Text ? SqlValue.Of(a[0].Text.Length) : default),
        new("LOWER", 1, 1, a => Map(a, text => text.ToLowerInvariant())),
        new("UPPER", 1, 1, a => Map(a, text => text.ToUpperInvariant())),
        new("LTRIM", 1, 2, a => Trim(a, (text, set) => text.TrimStart(set))),
        new("RTRIM", 1, 2, a => Trim(a, (text, set) => text.TrimEnd(set))),
        new("TRIM", 1, 2, a => Trim(a, (text, set) => text.Trim(set))),
        new("REPLACE", 3, 3, Replace),
        new("REPLICATE", 2, 2, Replicate),
        new("REVERSE", 1, 1, a => Map(a, text => string.Concat(text.Reverse()))),
        new("SUBSTRING", 3, 3, Substring),
        new("TOSTRING", 1, 1, ConvertToText),
        new("STRINGTONUMBER", 1, 1, a => Parse(a, SqlKind.Number)),
        new("STRINGTOBOOLEAN", 1, 1, a => Parse(a, SqlKind.Boolean)),
        new("STRINGTONULL", 1, 1, a => Parse(a, SqlKind.Null)),
        new("STRINGTOARRAY", 1, 1, a => Parse(a, SqlKind.Array)),
        new("STRINGTOOBJECT", 1, 1, a => Parse(a, SqlKind.Object)),
    ];

    private static SqlFunction Match(string name, Func<string, string, StringComparison, bool> match) => new(name, 2, 3, a =>
        a[0].Kind != SqlKind.Text || a[1].Kind != SqlKind.Text || (a.Length == 3 && a[2].Kind != SqlKind.Boolean)
            ? default
            : SqlValue.Of(match(a[0].Text, a[1].Text, a is [_, _, { IsTrue: true }] ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)));

    private static SqlValue Map(SqlValue[] a, Func<string, string> map) => a[0].Kind == SqlKind.Text ? SqlValue.Of(map(a[0].Text)) : default;

    private static SqlValue WithCount(SqlValue[] a, Func<string, int, string> map) =>
        a[0].Kind == SqlKind.Text && a[1].Kind == SqlKind.Number ? SqlValue.Of(map(a[0].Text, (int)Math.Clamp(a[1].Number, 0, int.MaxValue))) : default;

    private static SqlValue Trim(SqlValue[] a, Func<string, char[]?, string> trim) =>
        a[0].Kind != SqlKind.Text || (a.Length == 2 && a[1].Kind != SqlKind.Text)
            ? default
            : a is [_, { Text: "" }] ? a[0] : SqlValue.Of(trim(a[0].Text, a.Length == 2 ? a[1].Text.ToCharArray() : null));

    private static SqlValue Concat(SqlValue[] a) =>
        a.All(value => value.Kind == SqlKind.Text) ? SqlValue.Of(string.Concat(a.Select(value => value.Text))) : default;

    /// <summary>Undefined for a negative count and a result that is too long: https://learn.microsoft.com/cosmos-db/query/replicate</summary>
    private static SqlValue Replicate(SqlValue[] a) =>
        a[0].Kind == SqlKind.Text && a[1].Kind == SqlKind.Number && a[1].Number >= 0 && a[0].Text.Length * Math.Floor(a[1].Number) <= MaxReplicated
            ? SqlValue.Of(new StringBuilder().Insert(0, a[0].Text, a[0].Text.Length == 0 ? 0 : (int)a[1].Number).ToString())
            : default;

    private static SqlValue Replace(QueryRun run, SqlValue[] a)
    {
        if (!Array.TrueForAll(a, value => value.Kind == SqlKind.Text)) return default;
        var (text, part, replacement) = (a[0].Text, a[1].Text, a[2].Text);
        if (part.Length == 0) return a[0];
        run.Spend(SqlValue.WeightOfText((double)text.AsSpan().Count(part) * replacement.Length)); // paid before it takes memory
        return SqlValue.Of(text.Replace(part, replacement, StringComparison.Ordinal));
    }

    private static SqlValue Substring(SqlValue[] a)
    {
        if (a[0].Kind != SqlKind.Text || a[1].Kind != SqlKind.Number || a[2].Kind != SqlKind.Number) return default;
        var text = a[0].Text;
        if (a[1].Number < 0 || a[1].Number >= text.Length || a[2].Number <= 0) return SqlValue.Of("");
        var start = (int)a[1].Number;
        return SqlValue.Of(text.Substring(start, (int)Math.Min(a[2].Number, text.Length - start)));
    }

    private static SqlValue ConvertToText(SqlValue[] a)
    {
        if (a[0].IsUndefined) return default;
        if (a[0].Kind == SqlKind.Text) return a[0];
        if (a[0].Kind == SqlKind.Number) return SqlValue.Of(a[0].Number.ToString("R", CultureInfo.InvariantCulture));
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) a[0].WriteTo(writer);
        return SqlValue.Of(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static SqlValue Parse(SqlValue[] a, SqlKind kind)
    {
        if (a[0].Kind != SqlKind.Text) return default;
        try
        {
            var json = Encoding.UTF8.GetBytes(a[0].Text);
            if (!JsonText.IsUnicode(json)) return default;
            using var document = JsonDocument.Parse(json);
            var value = SqlValue.Of(document.RootElement);
            return value.Kind == kind ? value.Detached() : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
