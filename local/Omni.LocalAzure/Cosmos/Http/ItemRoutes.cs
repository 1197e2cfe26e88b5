using Microsoft.Net.Http.Headers;
using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>Single items: create, upsert, read, replace, patch, delete.</summary>
internal sealed class ItemRoutes(ItemStore items, Func<string, Func<byte[], bool>> compileCondition)
{
    /// <summary>The first byte of a body that is no text.</summary>
    private const byte BinaryEncoding = 0x80;

    public ValueTask<CosmosAnswer> Read(CosmosCall call)
    {
        call.Kind = CosmosRequestKind.Read;
        var container = call.Container;
        var result = items.Read(container, call.RequiredPartitionKey, call.Route("id"), call.Header(HeaderNames.IfNoneMatch));
        return ValueTask.FromResult(CosmosAnswer.Of(container, result, minimal: false));
    }

    public async ValueTask<CosmosAnswer> Create(CosmosCall call)
    {
        var upsert = call.IsSet(CosmosHeaders.IsUpsert);
        call.Kind = upsert ? CosmosRequestKind.Upsert : CosmosRequestKind.Create;
        var container = call.Container;
        var document = Parse(await call.ReadBodyAsync(), container, call.PartitionKey);
        return await WriteAsync(call, container, new ItemOperation
        {
            Kind = upsert ? ItemOperationKind.Upsert : ItemOperationKind.Create,
            PartitionKey = document.PartitionKey,
            Id = document.Id,
            Document = document,
            IfMatch = call.Header(HeaderNames.IfMatch),
        });
    }

    public async ValueTask<CosmosAnswer> Replace(CosmosCall call)
    {
        call.Kind = CosmosRequestKind.Replace;
        var container = call.Container;
        var document = Parse(await call.ReadBodyAsync(), container, call.PartitionKey);
        if (document.Id != call.Route("id")) throw new CosmosFailureException(400, "The id of the body differs from the address.");
        return await WriteAsync(call, container, new ItemOperation
        {
            Kind = ItemOperationKind.Replace,
            PartitionKey = document.PartitionKey,
            Id = document.Id,
            Document = document,
            IfMatch = call.Header(HeaderNames.IfMatch),
        });
    }

    public async ValueTask<CosmosAnswer> Patch(CosmosCall call)
    {
        call.Kind = CosmosRequestKind.Patch;
        var container = call.Container;
        return await WriteAsync(call, container, new ItemOperation
        {
            Kind = ItemOperationKind.Patch,
            PartitionKey = call.RequiredPartitionKey,
            Id = call.Route("id"),
            Patch = ParsePatch(await call.ReadBodyAsync()),
            IfMatch = call.Header(HeaderNames.IfMatch),
        });
    }

    public ValueTask<CosmosAnswer> Delete(CosmosCall call)
    {
        call.Kind = CosmosRequestKind.Delete;
        return WriteAsync(call, call.Container, new ItemOperation
        {
            Kind = ItemOperationKind.Delete,
            PartitionKey = call.RequiredPartitionKey,
            Id = call.Route("id"),
            IfMatch = call.Header(HeaderNames.IfMatch),
        });
    }

    /// <summary>The item in a body; <paramref name="key"/> is what the request says of its partition key, null leaves it to the body.</summary>
    internal static ItemDocument Parse(ReadOnlyMemory<byte> body, CosmosContainer container, PartitionKey? key)
    {
        if (body.Span is [BinaryEncoding, ..]) throw new CosmosFailureException(501, "Bodies in binary encoding are not supported here: leave AZURE_COSMOS_BINARY_ENCODING_ENABLED off.");
        if (body.Length > ItemDocument.MaxBytes) throw new CosmosFailureException(413, "The item is larger than 2 MB.");
        ItemDocument document;
        try
        {
            document = ItemDocument.Parse(body.Span, container.Definition);
        }
        catch (FormatException refused)
        {
            throw new CosmosFailureException(400, refused.Message);
        }

        return key is null || key == document.PartitionKey
            ? document
            : throw new CosmosFailureException(400, "The partition key of the request differs from the one in the body.", 1001);
    }

    internal ItemPatch ParsePatch(ReadOnlyMemory<byte> body)
    {
        try
        {
            return ItemPatch.Parse(body, compileCondition);
        }
        catch (FormatException refused)
        {
            throw new CosmosFailureException(400, refused.Message);
        }
    }

    private async ValueTask<CosmosAnswer> WriteAsync(CosmosCall call, CosmosContainer container, ItemOperation operation)
    {
        if (call.Header(CosmosHeaders.PreTriggers) is not null || call.Header(CosmosHeaders.PostTriggers) is not null)
            throw new CosmosFailureException(501, "Triggers are not supported here.");
        return CosmosAnswer.Of(container, await items.WriteAsync(container, operation), call.Minimal);
    }
}
