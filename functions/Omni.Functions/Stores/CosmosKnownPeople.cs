using System.Net;
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

    public Task<KnownPerson> KeepAsync(KnownPerson person, CancellationToken cancellation) =>
        CosmosFailures.GuardAsync(
            async () =>
            {
                using var document = CosmosDocuments.Write(person with { ETag = null }, CustomerJson.Default.KnownPerson);
                using var response = await WriteAsync(person, document, cancellation);
                return response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed || !CosmosFailures.IsFound(response)
                    ? throw new RivalWritersException("Somebody else looks for similar customers as well.")
                    : person with { ETag = response.Headers.ETag };
            },
            cancellation);

    public Task ForgetAsync(string customerId, CancellationToken cancellation) =>
        CosmosFailures.GuardAsync(
            async () =>
            {
                using var response = await containers.People.DeleteItemStreamAsync(customerId, new PartitionKey(customerId), cancellationToken: cancellation);
                return CosmosFailures.IsFound(response);
            },
            cancellation);

    private Task<ResponseMessage> WriteAsync(KnownPerson person, Stream document, CancellationToken cancellation) => person.ETag is { } etag
        ? containers.People.ReplaceItemStreamAsync(document, person.Id, new PartitionKey(person.Id), new ItemRequestOptions { IfMatchEtag = etag }, cancellation)
        : containers.People.CreateItemStreamAsync(document, new PartitionKey(person.Id), cancellationToken: cancellation);

    private static KnownPerson PersonOf(JsonElement element) =>
        element.Deserialize(CustomerJson.Default.KnownPerson)!; // A row of the query is an object.
}
