using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Likeness;

namespace Omni.Functions.Stores;

/// <summary>People and their keys in Cosmos DB, each a document and a partition of its own; the index has the keys alone.</summary>
public sealed class CosmosKnownPeople(CosmosContainers containers) : IKnownPeople
{
    private const string WithKey = "SELECT TOP @limit VALUE c.id FROM c WHERE ARRAY_CONTAINS(c.keys, @key)";

    private static readonly QueryRequestOptions AllPartitions = new() { MaxItemCount = -1 };

    public async Task<IReadOnlyList<KnownPerson>> FindAsync(IReadOnlyCollection<string> customerIds, CancellationToken cancellation) =>
        await CosmosDocuments.ReadManyAsync(containers.People, [.. customerIds.Select(static id => (id, new PartitionKey(id)))], PersonOf, cancellation);

    public async Task<IReadOnlyList<string>> FindByKeyAsync(string key, int limit, CancellationToken cancellation)
    {
        var query = new QueryDefinition(WithKey).WithParameter("@limit", limit).WithParameter("@key", key);
        return await CosmosDocuments.QueryAsync(containers.People, query, AllPartitions, static id => id.GetString()!, cancellation);
    }

    public async Task<KnownPerson> KeepAsync(KnownPerson person, CancellationToken cancellation) => person with
    {
        ETag = await CosmosDocuments.KeepAsync(containers.People, person.Id, person.ETag, person with { ETag = null }, CustomerJson.Default.KnownPerson, cancellation)
            ?? throw new RivalWritersException("Somebody else looks for similar customers as well."),
    };

    public Task ForgetAsync(string customerId, CancellationToken cancellation) =>
        CosmosFailures.GuardAsync(
            async () =>
            {
                using var response = await containers.People.DeleteItemStreamAsync(customerId, new PartitionKey(customerId), cancellationToken: cancellation);
                return CosmosFailures.IsFound(response);
            },
            cancellation);

    private static KnownPerson PersonOf(JsonElement element) =>
        element.Deserialize(CustomerJson.Default.KnownPerson)!; // A row of the query is an object.
}
