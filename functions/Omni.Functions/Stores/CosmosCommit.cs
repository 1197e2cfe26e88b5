using System.Net;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Customers;

namespace Omni.Functions.Stores;

/// <summary>A change of one customer as one transactional batch: entries created or removed, profile created or replaced as it was read.</summary>
internal static class CosmosCommit
{
    /// <summary>A batch takes 2 MB; the rest is for its frame.</summary>
    private const int LargestBatch = 1_800_000;

    private const int MostOperations = 100;

    private static readonly TransactionalBatchItemRequestOptions NoAnswer = new() { EnableContentResponseOnWrite = false };

    public static async Task<Commit> ExecuteAsync(Container customers, CustomerChange change, CancellationToken cancellation)
    {
        var entries = change.Contacts.Select(contact => EntryDocument.Of(change.After.Id, contact))
            .Concat(change.Absorbed.Select(absorbed => EntryDocument.Of(change.After.Id, absorbed)))
            .Concat(change.Undone is { } undone ? [EntryDocument.Of(change.After.Id, undone)] : [])
            .Concat(change.Splits.Select(split => EntryDocument.Of(change.After.Id, split)))
            .ToList();
        var judged = change.Judged.Select(entry => EntryDocument.Of(change.After.Id, entry.Now)).ToList();
        var profile = CosmosDocuments.Write(change.After, CustomerJson.Default.Profile);
        if (entries.Count + judged.Count + change.Removed.Count >= MostOperations
            || (entries.Count + judged.Count > 1 && entries.Concat(judged).Sum(static entry => entry.Length) + profile.Length > LargestBatch))
            return new Commit(CommitStatus.TooLarge);

        var batch = customers.CreateTransactionalBatch(new PartitionKey(change.After.Id));
        foreach (var entry in entries)
            batch.CreateItemStream(entry, NoAnswer);
        foreach (var removed in change.Removed)
            batch.DeleteItem(removed.Contact.Id, new() { IfMatchEtag = removed.ETag });
        foreach (var (entry, document) in change.Judged.Zip(judged))
            batch.ReplaceItemStream(entry.Stored.Contact.Id, document, new() { IfMatchEtag = entry.Stored.ETag, EnableContentResponseOnWrite = false });
        if (change.Before.ETag is { } tag)
            batch.ReplaceItemStream(change.After.Id, profile, new() { IfMatchEtag = tag, EnableContentResponseOnWrite = false });
        else
            batch.CreateItemStream(profile, NoAnswer);

        using var response = await batch.ExecuteAsync(cancellation);
        return Outcome(response, change.Contacts.Count, entries.Count + judged.Count);
    }

    private static Commit Outcome(TransactionalBatchResponse response, int contacts, int entries)
    {
        if (response.IsSuccessStatusCode)
            return new Commit(CommitStatus.Written, response[response.Count - 1].ETag);

        var subStatus = CosmosFailures.SubStatusOf(response.Headers);
        return response.StatusCode switch
        {
            HttpStatusCode.Conflict =>
                new Commit(IsConflictOfContact(response, contacts) ? CommitStatus.EntryExists : CommitStatus.Rival),
            HttpStatusCode.PreconditionFailed => new Commit(CommitStatus.Rival),
            HttpStatusCode.NotFound when subStatus == 0 => new Commit(CommitStatus.Rival),
            HttpStatusCode.RequestEntityTooLarge when entries > 1 => new Commit(CommitStatus.TooLarge),
            var status => throw CosmosFailures.From(status, subStatus, response.RetryAfter),
        };
    }

    private static bool IsConflictOfContact(TransactionalBatchResponse response, int contacts)
    {
        for (var i = 0; i < Math.Min(contacts, response.Count); i++)
        {
            if (response[i].StatusCode == HttpStatusCode.Conflict)
                return true;
        }

        return false;
    }
}
