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
        var results = await RunAsync(container, sent, call.PartitionKey, atomic);
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

    private async Task<IReadOnlyList<ItemResult>> RunAsync(CosmosContainer container, List<BatchOperation> sent, PartitionKey? key, bool atomic)
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
                if (atomic) return RefuseAll(sent.Count, refused[0]);
            }
        }

        var results = operations.Count == 0 ? [] : new List<ItemResult>(await items.WriteBatchAsync(container, operations, atomic));
        foreach (var (position, result) in refused) results.Insert(position, result);
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
            Patch = kind == ItemOperationKind.Patch ? routes.ParsePatch(sent.Body) : null,
            IfMatch = sent.IfMatch,
            IfNoneMatch = sent.IfNoneMatch,
        };
    }

    private static ItemResult[] RefuseAll(int count, (int Position, ItemResult Result) refused)
    {
        var results = new ItemResult[count];
        Array.Fill(results, ItemResult.Failed(424, "Another operation of the batch failed.") with { Charge = 0 });
        results[refused.Position] = refused.Result;
        return results;
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
