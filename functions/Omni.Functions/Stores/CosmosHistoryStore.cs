using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Replaying;

namespace Omni.Functions.Stores;

/// <summary>All timelines in Cosmos DB: queries over every partition that leave out what people wrote and what providers sent.</summary>
public sealed class CosmosHistoryStore(CosmosContainers containers) : IHistoryStore
{
    private const string Contacts =
        """
        SELECT c.customerId, {
          "id": c.contact.id, "channel": c.contact.channel, "provider": c.contact.provider, "account": c.contact.account,
          "direction": c.contact.direction, "kind": c.contact.kind, "providerMessageId": c.contact.providerMessageId, "from": c.contact["from"],
          "extras": c.contact.extras, "occurredAt": c.contact.occurredAt, "receivedAt": c.contact.receivedAt
        } AS contact
        FROM c WHERE c.type IN ('contact', 'correction')
        """;

    private const string Changes =
        """
        SELECT c.customerId, {
          "id": c.crm.id, "system": c.crm.system, "account": c.crm.account, "entity": c.crm.entity, "entityId": c.crm.entityId, "action": c.crm.action,
          "occurredAt": c.crm.occurredAt, "receivedAt": c.crm.receivedAt, "displayName": c.crm.displayName, "identities": c.crm.identities,
          "attributes": c.crm.attributes, "mergedIds": c.crm.mergedIds
        } AS crm
        FROM c WHERE c.type = 'crm'
        """;

    private const string Absorbed = "SELECT c.customerId, c.mergedInto FROM c WHERE c.type = 'profile' AND IS_DEFINED(c.mergedInto)";

    private const string Undoing = "SELECT c.customerId, c.undoing.mergeId AS undoing FROM c WHERE c.type = 'profile' AND IS_DEFINED(c.undoing)";

    private static readonly QueryRequestOptions AllPartitions = new() { MaxItemCount = 1000 };

    public async IAsyncEnumerable<HistoryEntry> ReadEntriesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in ReadAsync(Contacts, cancellation))
        {
            if (row.Contact is { } contact)
                yield return new HistoryEntry(row.CustomerId, contact);
        }

        await foreach (var row in ReadAsync(Changes, cancellation))
        {
            if (row.Crm is { } change)
                yield return new HistoryEntry(row.CustomerId, CrmFact.Of(change));
        }
    }

    public async IAsyncEnumerable<AbsorbedCustomer> ReadAbsorbedAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in ReadAsync(Absorbed, cancellation))
        {
            if (row.MergedInto is { } survivor)
                yield return new AbsorbedCustomer(row.CustomerId, survivor);
        }
    }

    public async IAsyncEnumerable<string> ReadUndoingAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in ReadAsync(Undoing, cancellation))
        {
            if (row.Undoing is { } mergeId)
                yield return mergeId;
        }
    }

    public async IAsyncEnumerable<IdentityLink> ReadLinksAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var pages = containers.Identities.GetItemQueryStreamIterator(new QueryDefinition("SELECT * FROM c"), requestOptions: AllPartitions);
        while (pages.HasMoreResults)
        {
            foreach (var link in await CosmosDocuments.ReadPageAsync(pages, LinkOf, cancellation))
                yield return link;
        }
    }

    private async IAsyncEnumerable<HistoryRow> ReadAsync(string query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var pages = containers.Customers.GetItemQueryStreamIterator(new QueryDefinition(query), requestOptions: AllPartitions);
        while (pages.HasMoreResults)
        {
            foreach (var row in await CosmosDocuments.ReadPageAsync(pages, RowOf, cancellation))
                yield return row;
        }
    }

    private static IdentityLink LinkOf(JsonElement element) =>
        element.Deserialize(CustomerJson.Default.IdentityLink)!; // A row of the query is an object.

    private static HistoryRow RowOf(JsonElement element) =>
        element.Deserialize(HistoryJson.Default.HistoryRow)!; // A row of the query is an object.
}

/// <summary>A row of one of the queries, of whom each asks for one thing.</summary>
internal sealed record HistoryRow
{
    public required string CustomerId { get; init; }

    public Contact? Contact { get; init; }

    public CrmChange? Crm { get; init; }

    public string? MergedInto { get; init; }

    public string? Undoing { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = ContactJson.DeepestDocument)]
[JsonSerializable(typeof(HistoryRow))]
internal sealed partial class HistoryJson : JsonSerializerContext;
