using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Customers;
using Omni.Functions.Timeline;

namespace Omni.Functions.Stores;

/// <summary>Timelines in Cosmos DB, read by key: what arrives meanwhile shifts no page.</summary>
public sealed class CosmosTimelineStore(CosmosContainers containers, ICustomerStore customers) : ITimelineStore
{
    private const string Ascending = """SELECT TOP @limit * FROM c WHERE c["order"] > @after ORDER BY c["order"] ASC""";
    private const string Descending = """SELECT TOP @limit * FROM c WHERE c["order"] < @after ORDER BY c["order"] DESC""";

    public async Task<IReadOnlyCollection<string>> FindPartitionsAsync(string customerId, CancellationToken cancellation) =>
        await LivingCustomer.FindAsync(customers, customerId, cancellation) is { } living ? [living.Id, .. living.Absorbed] : [];

    public async Task<IReadOnlyList<TimelineEntry>> ReadAsync(string partition, TimelineQuery query, CancellationToken cancellation)
    {
        var text = new QueryDefinition(query.Ascending ? Ascending : Descending)
            .WithParameter("@limit", query.Limit + 1).WithParameter("@after", query.After);
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(partition), MaxItemCount = query.Limit + 1 };
        return await CosmosDocuments.QueryAsync(containers.Customers, text, options, EntryOf, cancellation);
    }

    private static TimelineEntry EntryOf(JsonElement element) =>
        element.Deserialize(TimelineJson.Default.TimelineEntry)!; // A row of the query is an object.
}
