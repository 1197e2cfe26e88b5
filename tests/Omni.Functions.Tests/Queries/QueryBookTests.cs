using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Architecture;
using Omni.Functions.Tests.Stores;
using Omni.LocalAzure.Dashboard;

namespace Omni.Functions.Tests.Queries;

/// <summary>
/// Every query of <c>docs/queries.md</c> over the weeks of the <see cref="Shop"/>, through the SDK, with the parameters of the book.
/// What it has to give lies in <c>Expected</c>.
/// </summary>
public sealed partial class QueryBookTests(StoredShop shop) : IClassFixture<StoredShop>
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Omni.Functions.Tests", "Queries", "Expected");

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Slugs() => new(QueryBook.Questions.Select(question => question.Slug));

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task A_query_of_the_book_gives_the_rows_and_columns_it_says(string slug)
    {
        var question = QueryBook.Questions.Single(question => question.Slug == slug);
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, $"{slug}.json")));

        var rows = await RowsAsync(question);

        Assert.Equal(Text(expected), Text(rows));
        Assert.NotEmpty(rows);
        Assert.Equal(question.Gives.Order(), rows.OfType<JsonObject>().SelectMany(row => row.Select(property => property.Key)).Distinct().Order());
    }

    /// <summary>But what another condition implies: the type, and that what has a status is a call. These two are for the index.</summary>
    [Fact]
    public async Task No_condition_of_the_book_could_be_left_out()
    {
        var idle = new List<string>();
        foreach (var question in QueryBook.Questions)
        {
            var rows = Text(await RowsAsync(question));
            foreach (var (condition, sql) in QueryConditions.Without(question.Sql))
            {
                if (!ForTheIndex().IsMatch(condition) && Text(await RowsAsync(question with { Sql = sql })) == rows) idle.Add($"{question.Slug}: {condition}");
            }
        }

        Assert.Empty(idle);
    }

    [Fact]
    public async Task Where_nobody_has_come_yet_there_is_nothing_or_a_count_of_nothing()
    {
        await using var empty = await LocalCosmos.StartAsync();
        var counts = new Dictionary<string, string>();
        foreach (var question in QueryBook.Questions)
        {
            if (await RowsAsync(question, empty.Containers) is { Count: > 0 } rows) counts[question.Slug] = rows.ToJsonString();
        }

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["how-many-conversations"] = "[0]",
                ["how-many-customers"] = """[{"customers":0,"contacts":0}]""",
                ["share-answered-within-30-minutes"] = """[{"asked":0,"answered":0,"inTime":0}]""",
                ["who-can-be-reached"] = """[{"customers":0,"byPhone":0,"byMail":0,"verified":0}]""",
            },
            counts);
    }

    /// <summary>The client reads the switch from the environment of its process: so in a process of its own.</summary>
    [Fact]
    public async Task The_compiler_within_the_SDK_takes_every_query_of_the_book_and_gives_the_same()
    {
        var start = new ProcessStartInfo(
            "dotnet", ["test", typeof(QueryBookTests).Assembly.Location, "--nologo", "--filter", nameof(A_query_of_the_book_gives_the_rows_and_columns_it_says)])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX"] = "true";
        using var run = Process.Start(start)!; // a program that exists is started

        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();

        Assert.True(run.ExitCode == 0 && said.Contains("Passed!", StringComparison.Ordinal), said);
    }

    [Fact]
    public void Every_question_has_one_expectation_and_every_expectation_its_question()
    {
        Assert.Equal(QueryBook.Questions.Select(question => question.Slug).Order(), Directory.EnumerateFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order());
        Assert.True(QueryBook.Questions.Count >= 25);
    }

    [Fact]
    public void The_book_explains_every_parameter_of_its_queries_and_no_other() =>
        Assert.All(QueryBook.Questions, question =>
            Assert.Equal(ParameterName().Matches(question.Sql).Select(name => name.Value).Distinct().Order(), question.Parameters.Select(parameter => parameter.Name).Order()));

    [Fact]
    public void No_query_of_the_book_sorts_by_what_the_index_leaves_out()
    {
        var indexed = LocalCosmos.Entities()["cosmos"]!["containers"]!.AsArray() // the file is ours: what it lacks fails here
            .SelectMany(container => container!["indexingPolicy"]!["includedPaths"]!.AsArray().Select(path => $"{container["name"]} {path!["path"]}"));

        Assert.Empty(QueryBook.Questions.SelectMany(SortPaths).Except(indexed));
    }

    /// <summary>In the order of the answer where the query asks for one; the service promises none otherwise.</summary>
    private Task<JsonArray> RowsAsync(BookQuestion question) => RowsAsync(question, shop.Containers);

    private static async Task<JsonArray> RowsAsync(BookQuestion question, CosmosContainers containers)
    {
        var query = question.Parameters.Aggregate(
            new QueryDefinition(question.Sql), (asked, parameter) => asked.WithParameterStream(parameter.Name, new MemoryStream(Encoding.UTF8.GetBytes(parameter.Value))));
        var container = question.Container == CosmosContainers.CustomersName ? containers.Customers : containers.Identities;
        var rows = await CosmosDocuments.QueryAsync(container, query, new QueryRequestOptions { MaxItemCount = 2 }, row => JsonNode.Parse(row.GetRawText()), default);
        if (!question.Sql.Contains("ORDER BY", StringComparison.Ordinal)) rows = [.. rows.OrderBy(row => row?.ToJsonString(), StringComparer.Ordinal)];
        return [.. rows];
    }

    private static IEnumerable<string> SortPaths(BookQuestion question) =>
        SortKey().Matches(question.Sql).Select(key => $"{question.Container} /{key.Groups["path"].Value.Replace("[\"", "/", StringComparison.Ordinal).Replace("\"]", "", StringComparison.Ordinal).Replace('.', '/').TrimStart('/')}/?");

    /// <summary>The end of a merge's id follows from an etag, which is another one in each run.</summary>
    private static string Text(JsonNode? rows) => MergeHash().Replace(rows?.ToJsonString(Readable) ?? "", "");

    [GeneratedRegex("(?<=merge-[0-9a-f]{32})-[0-9a-f]{16}")]
    private static partial Regex MergeHash();

    [GeneratedRegex(@"^c\.(type|contact\.kind) = '\w+'$")]
    private static partial Regex ForTheIndex();

    [GeneratedRegex("@[A-Za-z]+")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"ORDER BY c(?<path>(\.\w+|\[""\w+""\])+)")]
    private static partial Regex SortKey();
}
