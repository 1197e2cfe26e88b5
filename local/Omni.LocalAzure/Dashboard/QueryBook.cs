using System.Text;
using System.Text.RegularExpressions;

namespace Omni.LocalAzure.Dashboard;

/// <summary>The questions of <c>docs/queries.md</c>, which is part of this assembly.</summary>
public static partial class QueryBook
{
    private const string Resource = "queries.md";

    /// <summary>As they stand in the book.</summary>
    public static IReadOnlyList<BookQuestion> Questions { get; } = Parse(Read());

    /// <exception cref="FormatException">A question lacks its SQL or does not say what it gives or where it is asked.</exception>
    public static IReadOnlyList<BookQuestion> Parse(string markdown) =>
        [.. Section().Matches(markdown).Select(section => Question(ChapterBefore(markdown, section.Index), section.Groups["title"].Value.Trim(), section.Groups["body"].Value))];

    private static string ChapterBefore(string markdown, int index) => Chapter().Match(markdown, index).Groups["title"].Value.Trim();

    private static BookQuestion Question(string chapter, string title, string body) => new()
    {
        Chapter = chapter,
        Title = title,
        Sql = Found(Sql(), body, title).Trim(),
        Container = Found(Container(), body, title),
        Gives = [.. Column().Matches(Aside().Replace(Found(Gives(), body, title), "")).Select(column => column.Groups["name"].Value)],
        Parameters = [.. Parameter().Matches(body).Select(match => new BookParameter(match.Groups["name"].Value, match.Groups["value"].Value))],
    };

    private static string Found(Regex part, string body, string title) =>
        part.Match(body) is { Success: true } match ? match.Groups[1].Value : throw new FormatException($"The question '{title}' of the query book is not complete.");

    private static string Read()
    {
        using var stream = typeof(QueryBook).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not part of the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^### (?<title>.+)\n(?<body>(?:(?!^##).*\n?)*)", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^## (?<title>.+)$", RegexOptions.Multiline | RegexOptions.RightToLeft)]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^```sql\n(.+?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sql();

    [GeneratedRegex(@"^- `(\w+)`, (?:all partitions|one partition), ", RegexOptions.Multiline)]
    private static partial Regex Container();

    [GeneratedRegex("^- Gives (.+)$", RegexOptions.Multiline)]
    private static partial Regex Gives();

    [GeneratedRegex("`(?<name>@[A-Za-z]+)` = `(?<value>[^`]+)`")]
    private static partial Regex Parameter();

    [GeneratedRegex(@" \([^)]*\)")]
    private static partial Regex Aside();

    [GeneratedRegex(@"(?<=^|, )`(?<name>\w+)`")]
    private static partial Regex Column();
}

/// <summary>A question analysts ask, and how to ask it.</summary>
public sealed partial record BookQuestion
{
    public required string Chapter { get; init; }

    public required string Title { get; init; }

    public required string Sql { get; init; }

    public required string Container { get; init; }

    /// <summary>The names of the columns; none where a row is a plain value.</summary>
    public required IReadOnlyList<string> Gives { get; init; }

    public required IReadOnlyList<BookParameter> Parameters { get; init; }

    /// <summary>The title as in addresses and names of files.</summary>
    public string Slug => NotInSlug().Replace(Title.ToLowerInvariant(), "-").Trim('-');

    /// <summary>The examples as one JSON object; empty without parameters.</summary>
    public string ParametersJson => Parameters.Count == 0 ? "" : $"{{{string.Join(", ", Parameters.Select(parameter => $"\"{parameter.Name}\": {parameter.Value}"))}}}";

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInSlug();
}

/// <param name="Name">With its <c>@</c>.</param>
/// <param name="Value">The example, as JSON.</param>
public sealed record BookParameter(string Name, string Value);
