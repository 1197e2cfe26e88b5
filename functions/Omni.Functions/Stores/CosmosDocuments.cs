using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Contacts;

namespace Omni.Functions.Stores;

/// <summary>Documents as streams with our own JSON: the SDK's serialiser would go through another tree and back.</summary>
internal static class CosmosDocuments
{
    // Letters beyond ASCII stay what they are: documents are charged and limited by their size.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = ContactJson.DeepestDocument };

    public static MemoryStream Write<T>(T value, JsonTypeInfo<T> shape)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            JsonSerializer.Serialize(writer, value, shape);

        // The SDK takes the array of a visible buffer as it is.
        return System.Runtime.InteropServices.MemoryMarshal.TryGetArray(buffer.WrittenMemory, out var written)
            ? new MemoryStream(written.Array!, written.Offset, written.Count, writable: false, publiclyVisible: true)
            : new MemoryStream(buffer.WrittenMemory.ToArray());
    }

    public static T Read<T>(Stream content, JsonTypeInfo<T> shape)
        where T : class =>
        JsonSerializer.Deserialize(content, shape) ?? throw new InvalidOperationException("The store answered with an empty document.");

    /// <summary>Creates a document that is a partition of its own, or replaces the one of that etag.</summary>
    /// <returns>Its etag then; null when somebody else was first.</returns>
    public static Task<string?> KeepAsync<T>(Container container, string id, string? etag, T value, JsonTypeInfo<T> shape, CancellationToken cancellation) =>
        CosmosFailures.GuardAsync(
            async () =>
            {
                using var document = Write(value, shape);
                using var response = etag is null
                    ? await container.CreateItemStreamAsync(document, new PartitionKey(id), cancellationToken: cancellation)
                    : await container.ReplaceItemStreamAsync(document, id, new PartitionKey(id), new ItemRequestOptions { IfMatchEtag = etag }, cancellation);
                if (response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed)
                    return null;
                if (CosmosFailures.IsFound(response))
                    return response.Headers.ETag;

                // A document to be created cannot be missing: the container is.
                return etag is null ? throw CosmosFailures.From(response.StatusCode, subStatus: 0, retryAfter: null) : null;
            },
            cancellation);

    /// <summary>The document that is a partition of its own; null when there is none.</summary>
    public static Task<T?> FindAsync<T>(Container container, string id, JsonTypeInfo<T> shape, CancellationToken cancellation)
        where T : class =>
        CosmosFailures.GuardAsync(
            async () =>
            {
                using var response = await container.ReadItemStreamAsync(id, new PartitionKey(id), cancellationToken: cancellation);
                return CosmosFailures.IsFound(response) ? Read(response.Content, shape) : null;
            },
            cancellation);

    /// <summary>All rows of a query, over as many pages as it takes.</summary>
    public static Task<List<T>> QueryAsync<T>(
        Container container, QueryDefinition query, QueryRequestOptions options, Func<JsonElement, T> row, CancellationToken cancellation) =>
        CosmosFailures.GuardAsync(
            async () =>
            {
                var rows = new List<T>();
                using var pages = container.GetItemQueryStreamIterator(query, requestOptions: options);
                while (pages.HasMoreResults)
                {
                    using var page = await pages.ReadNextAsync(cancellation);
                    AddRows(rows, page, row);
                }

                return rows;
            },
            cancellation);

    /// <summary>The rows of the next page of a query, for answers too long to be held at once.</summary>
    public static Task<List<T>> ReadPageAsync<T>(FeedIterator pages, Func<JsonElement, T> row, CancellationToken cancellation) =>
        CosmosFailures.GuardAsync(
            async () =>
            {
                var rows = new List<T>();
                using var page = await pages.ReadNextAsync(cancellation);
                AddRows(rows, page, row);
                return rows;
            },
            cancellation);

    /// <summary>The items that exist among those named.</summary>
    public static Task<List<T>> ReadManyAsync<T>(
        Container container, IReadOnlyList<(string Id, PartitionKey Partition)> items, Func<JsonElement, T> row, CancellationToken cancellation) =>
        CosmosFailures.GuardAsync(
            async () =>
            {
                var rows = new List<T>(items.Count);
                using var page = await container.ReadManyItemsStreamAsync(items, cancellationToken: cancellation);
                AddRows(rows, page, row);
                return rows;
            },
            cancellation);

    private static void AddRows<T>(List<T> rows, ResponseMessage page, Func<JsonElement, T> row)
    {
        if (!CosmosFailures.IsFound(page))
            throw CosmosFailures.From(page.StatusCode, subStatus: 0, retryAfter: null);

        using var document = JsonDocument.Parse(page.Content, Deep);
        foreach (var element in document.RootElement.GetProperty("Documents"u8).EnumerateArray())
            rows.Add(row(element));
    }
}
