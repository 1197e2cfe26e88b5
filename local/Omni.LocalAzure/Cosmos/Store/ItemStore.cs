using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>Items of all containers. A write is answered when it is on disk; a batch is one transaction.</summary>
internal sealed class ItemStore(CommitQueue queue, ItemWriter writer, TimeProvider time)
{
    private const int MaxRemoved = 1000;

    public ItemResult Read(CosmosContainer container, PartitionKey key, string id, string? ifNoneMatch = null)
    {
        var operation = new ItemOperation { Kind = ItemOperationKind.Read, PartitionKey = key, Id = id, IfNoneMatch = ifNoneMatch };
        return queue.Read(db => ItemReader.Read(db, container, operation, Now));
    }

    public async Task<ItemResult> WriteAsync(CosmosContainer container, ItemOperation operation)
    {
        var result = await queue.WriteAsync(db => writer.Apply(db, container, operation));
        container.Publish(result.Lsn);
        return result;
    }

    /// <summary>One result per operation.</summary>
    public async Task<IReadOnlyList<ItemResult>> WriteBatchAsync(CosmosContainer container, IReadOnlyList<ItemOperation> operations, BatchMode mode)
    {
        var results = await queue.WriteAsync(db => mode == BatchMode.Atomic ? ApplyAll(db, container, operations) : ApplyEach(db, container, operations, mode == BatchMode.UntilFailure));
        container.Publish(results.Max(result => result.Lsn));
        return results;
    }

    /// <summary>Runs <paramref name="read"/> over a connection that sees everything committed so far.</summary>
    public T Read<T>(Func<Database, long, T> read) => queue.Read(db => read(db, Now));

    public Task<T> WriteAsync<T>(Func<Database, T> write) => queue.WriteAsync(write);

    /// <summary>Takes items past their time to live out of the file, some at a time so that writers wait for none.</summary>
    public async Task RemoveExpiredAsync(CosmosContainer container)
    {
        while (await queue.WriteAsync(db => writer.RemoveExpired(db, container, MaxRemoved)) >= MaxRemoved) continue;
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private ItemResult[] ApplyEach(Database db, CosmosContainer container, IReadOnlyList<ItemOperation> operations, bool untilFailure)
    {
        var results = new ItemResult[operations.Count];
        Array.Fill(results, ItemResult.NotTried);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = writer.Apply(db, container, operations[i]);
            if (untilFailure && !results[i].IsSuccess) break;
        }

        return results;
    }

    private ItemResult[] ApplyAll(Database db, CosmosContainer container, IReadOnlyList<ItemOperation> operations)
    {
        var results = new ItemResult[operations.Count];
        db.Execute("SAVEPOINT batch");
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = writer.Apply(db, container, operations[i]);
            if (results[i].IsSuccess) continue;
            db.Execute("ROLLBACK TO batch");
            var failed = results[i];
            Array.Fill(results, ItemResult.NotTried);
            results[i] = failed;
            break;
        }

        db.Execute("RELEASE batch");
        return results;
    }
}
