using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos;
using Omni.LocalAzure.Cosmos.Queries;
using Omni.LocalAzure.Cosmos.Sql.Values;
using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>An index finds what looking at every document finds, whatever the types and values.</summary>
public sealed class IndexAgreementTests : IAsyncLifetime
{
    private static readonly string[] Values =
    [
        "null", "false", "true", "-0.0", "0", "1", "-1", "1.5", "1e300", "-1e300", "5e-324", "9007199254740992", "9007199254740993", "\"\"", "\"a\"", "\"a\\u0000\"", "\"A\"",
        "\"é\"", "\"10\"", "\"\\ue000\"", "\"\\uffff\"", "\"😀\"", "\"a😀\"", "\"a\\ue000\"", "\"it's\"", "\"\\\"\"",
    ];

    private static readonly string[] Composites = ["[]", "[1]", "{}", "{\"a\":1}"];

    private readonly string _file = CosmosServer.NewFile();
    private readonly CosmosAccount _account;

    public IndexAgreementTests() => _account = new CosmosAccount(_file, TimeProvider.System);

    public static TheoryData<string> Paths => ["v", "pk", "deep.V"];

    public async Task InitializeAsync()
    {
        var database = await _account.Catalogue.CreateDatabaseAsync("agreement");
        await _account.Catalogue.CreateContainerAsync(
            database!, ContainerDefinition.Parse(JsonNode.Parse("""{"id":"items","partitionKey":{"paths":["/pk"]}}""")!.AsObject()), null); // the account is new
        var number = 0;
        foreach (var value in Values) await PutAsync($$"""{"id":"{{number++}}","pk":{{value}},"v":{{value}},"deep":{"v":0,"V":{{value}} } }""");
        foreach (var value in Composites) await PutAsync($$"""{"id":"{{number++}}","v":{{value}},"deep":{"V":{{value}} } }""");
        await PutAsync("""{"id":"nothing"}""");
    }

    public Task DisposeAsync()
    {
        _account.Dispose();
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true); // made by NewFile
        return Task.CompletedTask;
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task Every_comparison_finds_the_same_by_index_and_without(string path)
    {
        var wrong = new List<string>();
        foreach (var value in Values.Where(value => value != "-0.0"))
        {
            string[] conditions = [.. new[] { "=", "!=", "<", "<=", ">", ">=" }.Select(comparison => $"c.{path} {comparison} {value}"), $"c.{path} BETWEEN {value} AND \"b\"", $"c.{path} IN ({value}, 1)"];
            foreach (var condition in conditions)
            {
                var all = await IdsAsync($"SELECT VALUE c.id FROM c WHERE ({condition}) OR false", pageSize: 1000);
                var found = await IdsAsync($"SELECT VALUE c.id FROM c WHERE {condition}", pageSize: 1000);
                var paged = await IdsAsync($"SELECT VALUE c.id FROM c WHERE {condition}", pageSize: 2);
                if (!all.Order().SequenceEqual(found.Order()) || !found.SequenceEqual(paged)) wrong.Add($"{condition}: {string.Join(' ', all)} | {string.Join(' ', found)} | {string.Join(' ', paged)}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("SELECT c.v AS k, COUNT(1) AS n FROM c WHERE {0} GROUP BY c.v")]
    [InlineData("SELECT c.deep.V AS k, COUNT(c.deep.V) AS n, MAX(c.deep.V) AS most FROM c WHERE {0} GROUP BY c.deep.V")]
    [InlineData("SELECT TYPE.k, COUNT(1) AS n FROM (SELECT IS_STRING(c.v) AS k FROM c WHERE {0}) AS TYPE GROUP BY TYPE.k")]
    [InlineData("SELECT DISTINCT VALUE c.v FROM c WHERE {0}")]
    [InlineData("SELECT DISTINCT c.v FROM c WHERE {0} ORDER BY c.v")]
    [InlineData("SELECT VALUE COUNT(1) FROM c WHERE {0}")]
    [InlineData("SELECT VALUE COUNT(1) FROM c WHERE {0} AND c.v > 0")]
    [InlineData("SELECT VALUE COUNT(1) FROM c WHERE {0} AND c.pk = 1")]
    [InlineData("SELECT VALUE COUNT(c.v[0]) FROM c WHERE {0}")]
    [InlineData("SELECT MIN(c.v) AS least, MAX(c.v) AS most FROM c WHERE {0} AND IS_PRIMITIVE(c.v)")]
    [InlineData("SELECT VALUE SUM(c.v) FROM c WHERE {0} AND ABS(c.v) < 100")]
    public async Task What_the_index_alone_tells_is_what_the_documents_tell(string query)
    {
        var byDocuments = await RowsAsync(string.Format(CultureInfo.InvariantCulture, query, "IS_DEFINED(c.id)"), pageSize: 1000);
        var byIndex = await RowsAsync(string.Format(CultureInfo.InvariantCulture, query, "true"), pageSize: 1000);

        Assert.Equal(byDocuments.Order(StringComparer.Ordinal), byIndex.Order(StringComparer.Ordinal));
        Assert.NotEmpty(byIndex);
        Assert.Equal(byIndex, await RowsAsync(string.Format(CultureInfo.InvariantCulture, query, "true"), pageSize: 4));
    }

    [Theory]
    [InlineData("ASC")]
    [InlineData("DESC")]
    public async Task An_order_is_the_same_by_index_and_without(string direction)
    {
        const string Comparable = "WHERE NOT (CONTAINS(c.v, '\\ue000') OR CONTAINS(c.v, '\\uffff')) ?? true"; // beyond U+D800 bytes decide
        var byIndex = await IdsAsync($"SELECT VALUE c.id FROM c {Comparable} ORDER BY c.v {direction}", pageSize: 3);

        Assert.Equal(await IdsAsync($"SELECT VALUE c.id FROM c {Comparable} ORDER BY IIF(true, c.v, 0) {direction}", pageSize: 1000), byIndex);
        Assert.Equal(Values.Length + Composites.Length + 1 - 3, byIndex.Count);
    }

    [Fact]
    public async Task Names_that_differ_in_case_have_an_index_each()
    {
        await IdsAsync("SELECT VALUE c.id FROM c WHERE c.deep.V = 1", pageSize: 10);
        var (_, charge) = await PageAsync("SELECT VALUE c.id FROM c WHERE c.deep.v = 7", 10, null);

        Assert.Equal(2.3, charge, precision: 2);
    }

    private async Task PutAsync(string document) => Assert.Equal(201, await _account.UpsertItemAsync("agreement", "items", Encoding.UTF8.GetBytes(document)));

    private async Task<List<string>> IdsAsync(string sql, int pageSize) => [.. (await ElementsAsync(sql, pageSize)).Select(id => $"{id}")];

    /// <summary>Texts that equal rows share, however their numbers are spelled.</summary>
    private async Task<List<string>> RowsAsync(string sql, int pageSize) =>
        [.. (await ElementsAsync(sql, pageSize)).Select(row => SqlComparison.Fingerprint(SqlValue.Of(row)))];

    private async Task<List<JsonElement>> ElementsAsync(string sql, int pageSize)
    {
        var rows = new List<JsonElement>();
        QueryToken? next = null;
        do
        {
            var (page, _) = await PageAsync(sql, pageSize, next);
            rows.AddRange(JsonElement.Parse(page.Rows.Complete().Span).GetProperty("Documents").EnumerateArray());
            next = page.Continuation is { } token ? QueryToken.Parse(token) : null;
        }
        while (next is not null);

        return rows;
    }

    private async Task<(QueryPage Page, double Charge)> PageAsync(string sql, int pageSize, QueryToken? from)
    {
        var page = await _account.Queries.RunAsync(_account.Catalogue.FindContainer("agreement", "items")!, new QueryRequest // made above
        {
            Query = _account.Queries.Compile(sql, new Dictionary<string, SqlValue>(StringComparer.Ordinal)),
            Scope = ItemScope.Everything,
            MaxItems = pageSize,
            Continuation = from,
        });
        return (page, page.Charge);
    }
}
