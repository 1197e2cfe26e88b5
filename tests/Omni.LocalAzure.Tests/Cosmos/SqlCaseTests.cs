using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using Omni.LocalAzure.Cosmos.Sql;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>The cases of SqlCases, against the evaluator and through the SDK.</summary>
public sealed class SqlCaseTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var family in SqlCase.Families) SqlCase.Family(family).Cases.ForEach(@case => cases.Add(family, @case.Query));
            return cases;
        }
    }

    public static TheoryData<string, string> Contracts
    {
        get
        {
            var contracts = new TheoryData<string, string>();
            foreach (string endpoint in CosmosContract.Endpoints)
            {
                foreach (var family in SqlCase.Families) contracts.Add(endpoint, family);
            }

            return contracts;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_query_gives_its_rows_or_its_error(string family, string query)
    {
        var file = SqlCase.Family(family);
        var @case = file.Cases.Single(candidate => candidate.Query == query);

        if (@case.Error is { } error)
        {
            var refused = Assert.Throws<SqlException>(() => @case.Run(file.Documents).ToList());
            Assert.Equal(error, $"{refused.Code} {refused.Start}-{refused.End} {refused.Message}");
        }
        else
        {
            var rows = @case.Run(file.Documents).ToList();
            Assert.True(@case.HasRows(rows.Select(row => JsonElement.Parse(row))), string.Join(Environment.NewLine, rows));
        }
    }

    [Theory, MemberData(nameof(Contracts))]
    public async Task The_SDK_gets_the_same(string endpoint, string family)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        var file = SqlCase.Family(family);
        foreach (var document in file.Documents)
        {
            using var created = await container.CreateItemStreamAsync(new MemoryStream(Encoding.UTF8.GetBytes(document.GetRawText())), new PartitionKey("p"));
            created.EnsureSuccessStatusCode();
        }

        var wrong = new List<string>();
        foreach (var @case in file.Cases)
        {
            if (await DiffersAsync(container, @case)) wrong.Add(@case.Query);
        }

        Assert.Empty(wrong);
    }

    private static async Task<bool> DiffersAsync(Container container, SqlCase @case)
    {
        var query = @case.Parameters.Aggregate(
            new QueryDefinition(@case.Query), (definition, parameter) => definition.WithParameter(parameter.Name, JToken.Parse(parameter.Value.GetRawText())));
        var rows = new List<JsonElement>();
        using var feed = container.GetItemQueryStreamIterator(query);
        while (feed.HasMoreResults)
        {
            using var page = await feed.ReadNextAsync();
            if (@case.Error is { } error) return !IsRefusal(page, error);
            page.EnsureSuccessStatusCode();
            rows.AddRange(JsonElement.Parse(new BinaryReader(page.Content).ReadBytes((int)page.Content.Length)).GetProperty("Documents").EnumerateArray());
        }

        return !@case.HasRows(rows);
    }

    /// <summary>The code and the place; the message is within JSON within JSON.</summary>
    private static bool IsRefusal(ResponseMessage page, string error)
    {
        var (code, start, end) = error.Split(' ', '-') is [var first, var second, var third, ..] ? (first, second, third) : default;
        return page.StatusCode == System.Net.HttpStatusCode.BadRequest
            && page.ErrorMessage.Contains($"\"code\":\"{code}\"", StringComparison.Ordinal)
            && page.ErrorMessage.Contains($"\"start\":{start},\"end\":{end}", StringComparison.Ordinal);
    }
}
