using System.Text;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class RivalWriters
{
    private static readonly PartitionKey Key = new("a");

    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Eight_writers_with_a_thousand_increments_each_lose_none(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("counter", "a", 0), Key);

        var conflicts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => IncrementAsync(container, times: 1_000)));

        Assert.Equal(8_000, (await ReadAsync(container)).Value);
        Assert.True(conflicts.Sum() > 0); // they were rivals
    }

    /// <returns>How often a rival was first.</returns>
    private static async Task<int> IncrementAsync(Container container, int times)
    {
        var conflicts = 0;
        var (value, etag) = await ReadAsync(container);
        while (times > 0)
        {
            using var body = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"id":"counter","pk":"a","value":{{value + 1}}}"""));
            using var answer = await container.ReplaceItemStreamAsync(body, "counter", Key, new ItemRequestOptions { IfMatchEtag = etag });
            if (answer.IsSuccessStatusCode)
            {
                times--;
                (value, etag) = (value + 1, answer.Headers.ETag);
            }
            else
            {
                Assert.Equal(System.Net.HttpStatusCode.PreconditionFailed, answer.StatusCode);
                conflicts++;
                (value, etag) = await ReadAsync(container);
            }
        }

        return conflicts;
    }

    private static async Task<(int Value, string ETag)> ReadAsync(Container container)
    {
        var item = await container.ReadItemAsync<JObject>("counter", Key);
        return ((int)item.Resource["value"]!, item.ETag);
    }
}
