using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Azure.Cosmos;

namespace Omni.Bench;

/// <summary>What the Cosmos DB stand-in does for the official client, with 100,000 timeline entries in a container that indexes everything.</summary>
internal sealed class CosmosFigures(Uri address)
{
    private const int Customers = 1_000;
    private const int EntriesOfEach = 100;

    /// <summary>The key every emulator has: https://learn.microsoft.com/azure/cosmos-db/emulator.</summary>
    private const string Key = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    private static readonly string[] Channels = ["whatsapp", "email", "call", "form", "chat"];

    public async Task AddToAsync(Figures figures, CancellationToken cancellation)
    {
        using var writer = Connect(bulk: true);
        Database database = await writer.CreateDatabaseIfNotExistsAsync("bench", cancellationToken: cancellation);
        await database.CreateContainerIfNotExistsAsync("timeline", "/customerId", cancellationToken: cancellation);
        var perSecond = await UpsertAllAsync(writer.GetContainer("bench", "timeline"), cancellation);
        figures.Add("Cosmos stand-in: upserts by the client's bulk mode", $"{perSecond:F0} items/s", "at least 2,000");

        using var client = Connect(bulk: false);
        var container = client.GetContainer("bench", "timeline");
        var read = await MedianAsync(2_000, i => ReadAsync(container, i, cancellation));
        figures.Add("point read, p50", $"{read.TotalMilliseconds:F2} ms, of {Customers * EntriesOfEach} entries", "below 1 ms");
        var page = await MedianAsync(300, i => NewestAsync(container, i, cancellation));
        figures.Add("page of the 50 newest entries of a customer, p50", $"{page.TotalMilliseconds:F2} ms", "below 5 ms");
        var found = await MedianAsync(100, i => RowsAsync(container, $"SELECT VALUE c.id FROM c WHERE c['order'] = '{Order(i, 7)}'", cancellation));
        figures.Add("one entry by an indexed property over all partitions, p50", $"{found.TotalMilliseconds:F2} ms", "");
        var groups = await MedianAsync(7, _ => RowsAsync(container, "SELECT c.contact.channel AS channel, COUNT(1) AS contacts FROM c GROUP BY c.contact.channel", cancellation));
        figures.Add("COUNT with GROUP BY over all of them, p50", $"{groups.TotalMilliseconds:F0} ms", "below 1,000 ms");
        await database.DeleteAsync(cancellationToken: cancellation);
    }

    private CosmosClient Connect(bool bulk) =>
        new(address.ToString(), Key, new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, AllowBulkExecution = bulk, EnableContentResponseOnWrite = false });

    private static async Task<double> UpsertAllAsync(Container container, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        for (var entry = 0; entry < EntriesOfEach; entry++)
        {
            var number = entry;
            await Task.WhenAll(Enumerable.Range(0, Customers).Select(customer => UpsertAsync(container, customer, number, cancellation)));
        }

        return Customers * EntriesOfEach / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task UpsertAsync(Container container, int customer, int entry, CancellationToken cancellation)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(Entry(customer, entry)));
        using var answer = await container.UpsertItemStreamAsync(body, new PartitionKey(Customer(customer)), cancellationToken: cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task ReadAsync(Container container, int i, CancellationToken cancellation)
    {
        using var answer = await container.ReadItemStreamAsync(Id(i % Customers, i % EntriesOfEach), new PartitionKey(Customer(i % Customers)), cancellationToken: cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task NewestAsync(Container container, int customer, CancellationToken cancellation)
    {
        using var feed = container.GetItemQueryStreamIterator(
            "SELECT * FROM c WHERE c.type = 'contact' ORDER BY c['order'] DESC", null, new QueryRequestOptions { PartitionKey = new PartitionKey(Customer(customer)), MaxItemCount = 50 });
        using var page = await feed.ReadNextAsync(cancellation);
        page.EnsureSuccessStatusCode();
    }

    private static async Task RowsAsync(Container container, string sql, CancellationToken cancellation)
    {
        using var feed = container.GetItemQueryStreamIterator(sql);
        while (feed.HasMoreResults)
        {
            using var page = await feed.ReadNextAsync(cancellation);
            page.EnsureSuccessStatusCode();
        }
    }

    private static async Task<TimeSpan> MedianAsync(int times, Func<int, Task> call)
    {
        await call(0); // the client reads the container's description and the stand-in makes its index on first use
        var taken = new TimeSpan[times];
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await call(i);
            taken[i] = Stopwatch.GetElapsedTime(started);
        }

        Array.Sort(taken);
        return taken.Percentile(0.5);
    }

    private static string Customer(int customer) => "customer-" + customer.ToString("D5", CultureInfo.InvariantCulture);

    private static string Id(int customer, int entry) => string.Create(CultureInfo.InvariantCulture, $"contact-{customer}-{entry}");

    private static string Order(int customer, int entry) => string.Create(CultureInfo.InvariantCulture, $"2026-03-{1 + (entry % 28):D2}T10:{entry % 60:D2}:00.000Z-{Id(customer, entry)}");

    private static string Entry(int customer, int entry) => $$"""
        {"id":"{{Id(customer, entry)}}","customerId":"{{Customer(customer)}}","type":"contact","order":"{{Order(customer, entry)}}","contact":{
        "id":"{{Id(customer, entry)}}","channel":"{{Channels[(customer + entry) % Channels.Length]}}","provider":"bench","account":"main","direction":"inbound","kind":"message",
        "providerMessageId":"{{Id(customer, entry)}}","from":{"identities":[{"kind":"phone","value":"+{{Crowd.Phone(customer)}}","trust":"verified"}],"displayName":"{{Customer(customer)}}"},
        "text":"A message about as long as people write to a shop that they know well, once in a while.","occurredAt":"2026-03-01T10:00:00Z","receivedAt":"2026-03-01T10:00:01Z"}
        }
        """;
}
