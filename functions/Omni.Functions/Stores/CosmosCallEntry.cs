using System.Net;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Timeline;

namespace Omni.Functions.Stores;

/// <summary>The entry of a call, which grows as news of it come in. Rivals join as well, so whoever is late joins again.</summary>
internal static class CosmosCallEntry
{
    /// <returns>What is known now; null when there is no such entry, or it is none of a contact.</returns>
    public static async Task<CallState?> JoinAsync(Container customers, EntryKey key, CallState news, CancellationToken cancellation)
    {
        var partition = new PartitionKey(key.CustomerId);
        while (true)
        {
            using var read = await customers.ReadItemStreamAsync(key.ContactId, partition, cancellationToken: cancellation);
            if (!CosmosFailures.IsFound(read))
                return null;
            var entry = CosmosDocuments.Read(read.Content, TimelineJson.Default.TimelineEntry);
            if (entry.Contact is not { } contact)
                return null;

            var call = CallState.Join(contact.Call ?? new CallState(), news);
            if (call == contact.Call)
                return call;
            using var document = CosmosDocuments.Write(entry with { Contact = contact with { Call = call } }, TimelineJson.Default.TimelineEntry);
            using var replaced = await customers.ReplaceItemStreamAsync(
                document, key.ContactId, partition, new ItemRequestOptions { IfMatchEtag = read.Headers.ETag }, cancellation);
            if (replaced.StatusCode != HttpStatusCode.PreconditionFailed)
                return CosmosFailures.IsFound(replaced) ? call : null;
        }
    }
}
