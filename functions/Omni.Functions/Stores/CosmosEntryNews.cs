using System.Net;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Timeline;

namespace Omni.Functions.Stores;

/// <summary>The entry of a contact, which grows as news of it come in. Rivals join as well, so whoever is late joins again.</summary>
internal static class CosmosEntryNews
{
    /// <returns>The contact with what is known of it now; null when there is no such entry, or it is none of a contact.</returns>
    public static async Task<Contact?> JoinAsync(Container customers, EntryKey key, Contact news, CancellationToken cancellation)
    {
        var partition = new PartitionKey(key.CustomerId);
        while (true)
        {
            using var read = await customers.ReadItemStreamAsync(key.ContactId, partition, cancellationToken: cancellation);
            if (!CosmosFailures.IsFound(read))
                return null;
            if (CosmosDocuments.Read(read.Content, TimelineJson.Default.TimelineEntry).Contact is not { } contact)
                return null;

            var known = contact.Learn(news);
            if (ReferenceEquals(known, contact))
                return contact;
            using var document = EntryDocument.Of(key.CustomerId, known);
            using var replaced = await customers.ReplaceItemStreamAsync(
                document, key.ContactId, partition, new ItemRequestOptions { IfMatchEtag = read.Headers.ETag }, cancellation);
            if (replaced.StatusCode != HttpStatusCode.PreconditionFailed)
                return CosmosFailures.IsFound(replaced) ? known : null;
        }
    }
}
