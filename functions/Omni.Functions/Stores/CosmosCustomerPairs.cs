using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Stores;

/// <summary>Pairs of customers in Cosmos DB, each a document and a partition of its own.</summary>
public sealed class CosmosCustomerPairs(CosmosContainers containers) : ICustomerPairs
{
    private const string OfCustomers =
        "SELECT * FROM c WHERE c.state = @state AND (ARRAY_CONTAINS(@customers, c.first) OR ARRAY_CONTAINS(@customers, c.second))";

    private const string Listed = "SELECT TOP @limit * FROM c WHERE c.state = @state AND c.rank > @after ORDER BY c.rank ASC";

    private static readonly QueryRequestOptions AllPartitions = new() { MaxItemCount = -1 };

    public async Task<bool> AddAsync(CustomerPair pair, CancellationToken cancellation) =>
        await KeepAsync(pair, etag: null, cancellation) is not null;

    public async Task<bool> ReplaceAsync(CustomerPair pair, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(pair.ETag);
        return await KeepAsync(pair, pair.ETag, cancellation) is not null;
    }

    public Task<CustomerPair?> FindAsync(string id, CancellationToken cancellation) =>
        CosmosDocuments.FindAsync(containers.Pairs, id, CustomerJson.Default.CustomerPair, cancellation);

    public async Task<IReadOnlyList<CustomerPair>> FindOfAsync(
        IReadOnlyCollection<string> customerIds, PairState state, CancellationToken cancellation)
    {
        var query = new QueryDefinition(OfCustomers).WithParameter("@state", WordOf(state)).WithParameter("@customers", customerIds);
        return await CosmosDocuments.QueryAsync(containers.Pairs, query, AllPartitions, PairOf, cancellation);
    }

    public async Task<PairPage> ListAsync(PairState state, int limit, string? continuation, CancellationToken cancellation)
    {
        var query = new QueryDefinition(Listed)
            .WithParameter("@limit", limit + 1).WithParameter("@state", WordOf(state)).WithParameter("@after", continuation ?? "");
        var pairs = await CosmosDocuments.QueryAsync(containers.Pairs, query, AllPartitions, PairOf, cancellation);
        return PairPage.Of(pairs, limit);
    }

    private Task<string?> KeepAsync(CustomerPair pair, string? etag, CancellationToken cancellation) =>
        CosmosDocuments.KeepAsync(containers.Pairs, pair.Id, etag, pair with { ETag = null }, CustomerJson.Default.CustomerPair, cancellation);

    private static string WordOf(PairState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    private static CustomerPair PairOf(JsonElement element) =>
        element.Deserialize(CustomerJson.Default.CustomerPair)!; // A row of the query is an object.
}
