using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Timeline;

namespace Omni.Functions.Stores;

/// <summary>What a profile is the fold of, page by page: a history may be longer than memory.</summary>
internal static class CosmosEntries
{
    private const string Facts = "SELECT * FROM c WHERE c.type IN ('contact', 'crm', 'correction')";

    private const int EntriesAtOnce = 500;

    public static async IAsyncEnumerable<StoredEntry> ReadAsync(
        Container customers, string customerId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(customerId), MaxItemCount = EntriesAtOnce };
        using var pages = customers.GetItemQueryStreamIterator(new QueryDefinition(Facts), requestOptions: options);
        while (pages.HasMoreResults)
        {
            foreach (var entry in await CosmosDocuments.ReadPageAsync(pages, EntryOf, cancellation))
                yield return entry;
        }
    }

    public static async Task<IReadOnlyList<Contact>> FindAsync(Container customers, IReadOnlyCollection<EntryKey> entries, CancellationToken cancellation)
    {
        var found = new List<Contact>();
        foreach (var some in entries.Chunk(EntriesAtOnce))
        {
            var read = await CosmosDocuments.ReadManyAsync(
                customers, [.. some.Select(static entry => (entry.ContactId, new PartitionKey(entry.CustomerId)))], EntryIn, cancellation);
            found.AddRange(read.OfType<StoredEntry>().Select(static entry => entry.Contact));
        }

        return found;
    }

    /// <summary>Null for a document that is none of these: an id that is asked for may be anything's.</summary>
    private static StoredEntry? EntryIn(JsonElement element) =>
        element.GetProperty("type"u8).GetString() is TimelineEntry.ContactType or TimelineEntry.CrmType or TimelineEntry.CorrectionType or TimelineEntry.ConsentType ? EntryOf(element) : null;

    private static StoredEntry EntryOf(JsonElement element)
    {
        var entry = element.Deserialize(TimelineJson.Default.TimelineEntry)!; // A row of the query is an object.
        return new StoredEntry(
            entry.Contact ?? CrmFact.Of(entry.Crm!), // An entry of one of these types has one of the two.
            element.GetProperty("_etag"u8).GetString()!);
    }
}
