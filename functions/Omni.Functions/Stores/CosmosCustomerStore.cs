using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Stores;

/// <summary>Customers in Cosmos DB: one logical partition for a profile and its timeline, one document for an identity.</summary>
public sealed class CosmosCustomerStore(CosmosContainers containers) : ICustomerStore
{
    private static readonly QueryRequestOptions AllPartitions = new() { MaxItemCount = -1 };
    private static readonly string Nobody = new('0', 32);

    public Task ReachAsync(CancellationToken cancellation) => FindProfileAsync(Nobody, cancellation);

    public async Task<IReadOnlyList<IdentityLink>> FindLinksAsync(IReadOnlyCollection<Identity> identities, CancellationToken cancellation)
    {
        var ids = identities.Select(static identity => IdentityLink.IdOf(identity.Kind, identity.Value)).ToList();
        if (ids is [var only])
            return await FindLinkAsync(only, cancellation) is { } link ? [link] : [];
        return await CosmosDocuments.ReadManyAsync(
            containers.Identities, [.. ids.Select(static id => (id, new PartitionKey(id)))], LinkOf, cancellation);
    }

    public async Task<IReadOnlyList<StoredProfile>> FindProfilesAsync(
        IReadOnlyCollection<string> customerIds, CancellationToken cancellation)
    {
        if (customerIds.Count == 1)
            return await FindProfileAsync(customerIds.First(), cancellation) is { } profile ? [profile] : [];
        return await CosmosDocuments.ReadManyAsync(
            containers.Customers, [.. customerIds.Select(static id => (id, new PartitionKey(id)))], ProfileOf, cancellation);
    }

    public async Task<FoundCustomers> FindAsync(
        IReadOnlyCollection<string> customerIds, IReadOnlyCollection<EntryKey> entries, CancellationToken cancellation)
    {
        if (entries.Count == 0)
            return new FoundCustomers(await FindProfilesAsync(customerIds, cancellation), new HashSet<EntryKey>());

        var found = await CosmosDocuments.ReadManyAsync<(StoredProfile? Profile, EntryKey Entry)>(
            containers.Customers,
            [
                .. customerIds.Select(static id => (id, new PartitionKey(id))),
                .. entries.Select(static entry => (entry.ContactId, new PartitionKey(entry.CustomerId))),
            ],
            static item => IsProfile(item) ? (ProfileOf(item), default) : (null, EntryKeyOf(item)),
            cancellation);
        return new FoundCustomers(
            [.. found.Select(static item => item.Profile).OfType<StoredProfile>()],
            found.Where(static item => item.Profile is null).Select(static item => item.Entry).ToHashSet());
    }

    public async Task<bool> ClaimAsync(IdentityLink link, CancellationToken cancellation) => await KeepAsync(link, etag: null, cancellation) is not null;

    public async Task<bool> RepointAsync(IdentityLink link, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(link.ETag);
        return await KeepAsync(link, link.ETag, cancellation) is not null;
    }

    public Task<Commit> CommitAsync(CustomerChange change, CancellationToken cancellation) =>
        CosmosFailures.GuardAsync(() => CosmosCommit.ExecuteAsync(containers.Customers, change, cancellation), cancellation);

    public async Task<IReadOnlySet<string>> FindEntriesAsync(
        string customerId, IReadOnlyCollection<string> contactIds, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT VALUE c.id FROM c WHERE ARRAY_CONTAINS(@contacts, c.id)").WithParameter("@contacts", contactIds);
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(customerId), MaxItemCount = -1 };
        var found = await CosmosDocuments.QueryAsync(containers.Customers, query, options, static id => id.GetString()!, cancellation);
        return found.ToHashSet(StringComparer.Ordinal);
    }

    public IAsyncEnumerable<StoredEntry> ReadEntriesAsync(string customerId, CancellationToken cancellation) =>
        CosmosEntries.ReadAsync(containers.Customers, customerId, cancellation);

    public Task<IReadOnlyList<Contact>> FindContactsAsync(IReadOnlyCollection<EntryKey> entries, CancellationToken cancellation) =>
        CosmosEntries.FindAsync(containers.Customers, entries, cancellation);

    public Task<Contact?> JoinNewsAsync(EntryKey entry, Contact news, CancellationToken cancellation) =>
        CosmosFailures.GuardAsync(() => CosmosEntryNews.JoinAsync(containers.Customers, entry, news, cancellation), cancellation);

    public async Task<IReadOnlyList<IdentityLink>> FindLinksToAsync(IReadOnlyCollection<string> customerIds, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE ARRAY_CONTAINS(@customers, c.customerId)").WithParameter("@customers", customerIds);
        return await CosmosDocuments.QueryAsync(containers.Identities, query, AllPartitions, LinkOf, cancellation);
    }

    public async Task<long> CountWaitingAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT VALUE COUNT(1) FROM c WHERE c.waitingSince >= @from AND c.waitingSince < @until")
            .WithParameter("@from", UtcMilliseconds.Text(from)).WithParameter("@until", UtcMilliseconds.Text(until));
        var counts = await CosmosDocuments.QueryAsync(containers.Customers, query, AllPartitions, static count => count.GetInt64(), cancellation);
        return counts.Sum();
    }

    public async Task<IReadOnlyList<Profile>> FindByNameAsync(string prefix, int limit, CancellationToken cancellation)
    {
        var query = new QueryDefinition(
                "SELECT TOP @limit * FROM c WHERE c.type = 'profile' AND NOT IS_DEFINED(c.mergedInto) " +
                "AND STARTSWITH(c.displayName, @prefix, true) ORDER BY c.lastContactAt DESC")
            .WithParameter("@limit", limit).WithParameter("@prefix", prefix);
        return await CosmosDocuments.QueryAsync(
            containers.Customers, query, AllPartitions, static element => ProfileOf(element).Profile, cancellation);
    }

    private Task<string?> KeepAsync(IdentityLink link, string? etag, CancellationToken cancellation) =>
        CosmosDocuments.KeepAsync(containers.Identities, link.Id, etag, link with { ETag = null }, CustomerJson.Default.IdentityLink, cancellation);

    private Task<IdentityLink?> FindLinkAsync(string id, CancellationToken cancellation) =>
        CosmosDocuments.FindAsync(containers.Identities, id, CustomerJson.Default.IdentityLink, cancellation);

    private Task<StoredProfile?> FindProfileAsync(string id, CancellationToken cancellation) =>
        CosmosFailures.GuardAsync(
            async () =>
            {
                using var response = await containers.Customers.ReadItemStreamAsync(id, new PartitionKey(id), cancellationToken: cancellation);
                return CosmosFailures.IsFound(response)
                    ? new StoredProfile(CosmosDocuments.Read(response.Content, CustomerJson.Default.Profile), response.Headers.ETag)
                    : null;
            },
            cancellation);

    private static IdentityLink LinkOf(JsonElement element) =>
        element.Deserialize(CustomerJson.Default.IdentityLink)!; // A row of the query is an object.

    private static StoredProfile ProfileOf(JsonElement element) => new(
        element.Deserialize(CustomerJson.Default.Profile)!, // A row of the query is an object.
        element.GetProperty("_etag"u8).GetString());

    private static bool IsProfile(JsonElement element) => element.GetProperty("type"u8).ValueEquals(Profile.DocumentType);

    private static EntryKey EntryKeyOf(JsonElement element) => new(
        element.GetProperty("customerId"u8).GetString()!, // It was read by both.
        element.GetProperty("id"u8).GetString()!);
}
