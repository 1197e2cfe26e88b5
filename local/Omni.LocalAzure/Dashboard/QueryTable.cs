using System.Text.Json;
using Omni.LocalAzure.Cosmos.Queries;

namespace Omni.LocalAzure.Dashboard;

/// <summary>Rows of any shape as a table: a column for each property, what is nested as JSON.</summary>
internal static class QueryTable
{
    private const int MostColumns = 50;
    private const int LongestCell = 2_000;
    private const string PlainValue = "value";

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    public static QueryRows Of(QueryPage page, TimeSpan elapsed)
    {
        using var feed = JsonDocument.Parse(page.Rows.Complete(), Deep);
        var rows = feed.RootElement.GetProperty("Documents"u8).EnumerateArray().ToList();
        var columns = rows.SelectMany(Names).Distinct(StringComparer.Ordinal).ToList();
        IReadOnlyList<string> shown = [.. columns.Take(MostColumns)];
        return new QueryRows
        {
            Columns = shown,
            HiddenColumns = columns.Count - shown.Count,
            Rows = [.. rows.Select(row => Cells(row, shown))],
            Charge = page.Charge,
            Elapsed = elapsed,
            Continuation = page.Continuation,
        };
    }

    private static IEnumerable<string> Names(JsonElement row) =>
        row.ValueKind == JsonValueKind.Object ? row.EnumerateObject().Select(property => property.Name) : [PlainValue];

    private static IReadOnlyList<string> Cells(JsonElement row, IReadOnlyList<string> columns) => row.ValueKind == JsonValueKind.Object
        ? [.. columns.Select(column => row.TryGetProperty(column, out var value) ? Text(value) : "")]
        : [.. columns.Select(column => column == PlainValue ? Text(row) : "")];

    private static string Text(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? StoredText.Of(value) : value.GetRawText();
        return text.Length <= LongestCell ? text : $"{text[..LongestCell]}…";
    }
}
