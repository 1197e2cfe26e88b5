using Omni.LocalAzure.Cosmos.Sql;
using Omni.LocalAzure.Cosmos.Store;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>Transactional batches (all or nothing, one partition key) and bulk requests (each for itself).</summary>
internal sealed class BatchRoutes(ItemStore items, ItemRoutes routes)
{
    private const int MaxOperations = 100;

    public async ValueTask<CosmosAnswer> Execute(CosmosCall call)
    {
        var atomic = call.IsSet(CosmosHeaders.BatchAtomic);
        call.Kind = atomic ? CosmosRequestKind.Batch : CosmosRequestKind.Bulk;
        var container = call.Container;
        var body = await call.ReadBodyAsync();
        var isHybridRow = body is [HybridRowBatchReader.RowMarker, ..];
        var sent = Read(body, isHybridRow);
        if (atomic && (call.PartitionKey is null || sent.Any(operation => operation.PartitionKey is not null)))
            throw new CosmosFailureException(400, "A transactional batch has one partition key, in its header.");
        var mode = atomic ? BatchMode.Atomic : call.IsSet(CosmosHeaders.BatchContinueOnError) ? BatchMode.Each : BatchMode.UntilFailure;
        var results = await RunAsync(container, sent, call.PartitionKey, mode);
        var wire = Encode(results, sent, call.Minimal);
        return new CosmosAnswer
        {
            Status = wire.All(result => result.Status < 400) ? 200 : 207,
            Body = isHybridRow ? HybridRowBatchWriter.Write(wire) : JsonBatch.Write(wire),
            ContentType = isHybridRow ? "application/octet-stream" : "application/json",
            Charge = Charges.RequestCharges.Round(wire.Sum(result => result.Charge)),
            Container = container,
            ItemCount = wire.Length,
        };
    }

    private static List<BatchOperation> Read(byte[] body, bool isHybridRow)
    {
        try
        {
            var operations = isHybridRow ? HybridRowBatchReader.Read(body) : JsonBatch.Read(body);
            return operations.Count is > 0 and <= MaxOperations ? operations : throw new CosmosFailureException(400, "A batch has 1 to 100 operations.");
        }
        catch (InvalidDataException malformed)
        {
            throw new CosmosFailureException(400, malformed.Message);
        }
    }

    private async Task<IReadOnlyList<ItemResult>> RunAsync(CosmosContainer container, List<BatchOperation> sent, PartitionKey? key, BatchMode mode)
    {
        var operations = new List<ItemOperation>(sent.Count);
        var refused = new List<(int Position, ItemResult Result)>();
        for (var i = 0; i < sent.Count; i++)
        {
            try
            {
                operations.Add(Translate(container, sent[i], key));
            }
            catch (CosmosFailureException failure)
            {
                refused.Add((i, ItemResult.Failed(failure.Status, failure.Message, failure.SubStatus)));
                if (mode == BatchMode.Atomic) return [.. Enumerable.Range(0, sent.Count).Select(position => position == i ? refused[0].Result : ItemResult.NotTried)];
                if (mode == BatchMode.UntilFailure) break;
            }
        }

        var results = operations.Count == 0 ? [] : new List<ItemResult>(await items.WriteBatchAsync(container, operations, mode));
        var stopped = mode == BatchMode.UntilFailure && !results.TrueForAll(result => result.IsSuccess);
        foreach (var (position, result) in refused) results.Insert(position, stopped ? ItemResult.NotTried : result);
        while (results.Count < sent.Count) results.Add(ItemResult.NotTried);
        return results;
    }

    private ItemOperation Translate(CosmosContainer container, BatchOperation sent, PartitionKey? key)
    {
        var named = sent.PartitionKey is { } text ? CosmosCall.Parse(text, container) : key;
        var kind = sent.Type switch
        {
            BatchOperationType.Create => ItemOperationKind.Create,
            BatchOperationType.Upsert => ItemOperationKind.Upsert,
            BatchOperationType.Replace => ItemOperationKind.Replace,
            BatchOperationType.Patch => ItemOperationKind.Patch,
            BatchOperationType.Delete => ItemOperationKind.Delete,
            BatchOperationType.Read => ItemOperationKind.Read,
            _ => throw new CosmosFailureException(400, "The operation's type is unknown."),
        };
        var document = kind is ItemOperationKind.Create or ItemOperationKind.Upsert or ItemOperationKind.Replace
            ? ItemRoutes.Parse(sent.Body, container, named)
            : null;
        if (document is not null && sent.Id is not null && sent.Id != document.Id)
            throw new CosmosFailureException(400, "The id of the body differs from the operation's.");
        return new ItemOperation
        {
            Kind = kind,
            PartitionKey = document?.PartitionKey ?? named ?? throw new CosmosFailureException(400, "The operation has no partition key."),
            Id = document?.Id ?? sent.Id ?? throw new CosmosFailureException(400, "The operation has no id."),
            Document = document,
            Patch = kind == ItemOperationKind.Patch ? ParsePatch(sent.Body) : null,
            IfMatch = sent.IfMatch,
            IfNoneMatch = sent.IfNoneMatch,
        };
    }

    /// <summary>A condition that is no SQL refuses its own operation alone.</summary>
    private ItemPatch ParsePatch(ReadOnlyMemory<byte> body)
    {
        try
        {
            return routes.ParsePatch(body);
        }
        catch (SqlException error)
        {
            throw new CosmosFailureException(400, error.Message);
        }
    }

    private static BatchResult[] Encode(IReadOnlyList<ItemResult> results, List<BatchOperation> sent, bool minimal)
    {
        var encoded = new BatchResult[results.Count];
        for (var i = 0; i < encoded.Length; i++)
        {
            var result = results[i];
            var isRead = sent[i].Type == BatchOperationType.Read;
            encoded[i] = new BatchResult
            {
                Status = result.Status,
                SubStatus = result.SubStatus,
                ETag = result.ETag,
                Body = !isRead && (minimal || sent[i].Minimal) ? default : result.Body,
                Charge = result.Charge,
            };
        }

        return encoded;
    }
}
