using System.Net;
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
            if (await DifferenceAsync(container, @case, IsPlannedByTheCompiler(endpoint)) is { } got) wrong.Add($"{@case.Query} => {got}");
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    /// <summary>By the one within the client, or by that of a real account, which is the same. The stand-in passes every query through.</summary>
    private static bool IsPlannedByTheCompiler(string endpoint) =>
        endpoint != "local" || OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable(ClientModes.NativePlan) == "true";

    /// <returns>What came instead; null when it is as it has to be.</returns>
    private static async Task<string?> DifferenceAsync(Container container, SqlCase @case, bool isPlanned)
    {
        var query = @case.Parameters.Aggregate(
            new QueryDefinition(@case.Query), (definition, parameter) => definition.WithParameter(parameter.Name, JToken.Parse(parameter.Value.GetRawText())));
        var rows = new List<JsonElement>();
        using var feed = container.GetItemQueryStreamIterator(query);
        while (feed.HasMoreResults)
        {
            using var page = await feed.ReadNextAsync();
            if (@case.Error is { } error) return IsRefusal(page, error) ? null : $"{page.StatusCode} {page.ErrorMessage}";
            if (isPlanned && @case.Native is { } refusal) return IsRefusedWith(page, refusal) ? null : $"{page.StatusCode} {page.ErrorMessage}";
            if (!page.IsSuccessStatusCode) return page.ErrorMessage;
            rows.AddRange(JsonElement.Parse(new BinaryReader(page.Content).ReadBytes((int)page.Content.Length)).GetProperty("Documents").EnumerateArray());
        }

        return @case.HasRows(rows) ? null : string.Join(", ", rows);
    }

    /// <summary>The code and the place; the message is within JSON within JSON.</summary>
    private static bool IsRefusal(ResponseMessage page, string error)
    {
        var (code, start, end) = error.Split(' ', '-') is [var first, var second, var third, ..] ? (first, second, third) : default;
        return IsRefusedWith(page, $"\"code\":\"{code}\"") && IsRefusedWith(page, $"\"start\":{start},\"end\":{end}");
    }

    private static bool IsRefusedWith(ResponseMessage page, string words) =>
        page.StatusCode == HttpStatusCode.BadRequest && page.ErrorMessage.Contains(words, StringComparison.Ordinal);
}
