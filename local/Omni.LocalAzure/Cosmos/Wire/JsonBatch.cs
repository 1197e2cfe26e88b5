using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Omni.LocalAzure.Cosmos.Wire;

/// <summary>The JavaScript client's form of a batch: arrays of JSON objects both ways.</summary>
internal static class JsonBatch
{
    /// <summary>Room for the deepest item or patch within the array of operations; how deep those may be is checked with each.</summary>
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    /// <exception cref="InvalidDataException">The body is no batch.</exception>
    public static List<BatchOperation> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Deep);
            return [.. document.RootElement.EnumerateArray().Select(ReadOperation)];
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException("The batch is not an array of operations.", malformed);
        }
    }

    public static ReadOnlyMemory<byte> Write(IReadOnlyList<BatchResult> results)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartArray();
        foreach (var result in results)
        {
            writer.WriteStartObject();
            writer.WriteNumber("statusCode", result.Status);
            if (result.SubStatus != 0) writer.WriteNumber("subStatusCode", result.SubStatus);
            writer.WriteNumber("requestCharge", result.Charge);
            if (result.ETag is not null) writer.WriteString("eTag", result.ETag);
            if (!result.Body.IsEmpty)
            {
                writer.WritePropertyName("resourceBody");
                writer.WriteRawValue(result.Body.Span, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.Flush();
        return output.WrittenMemory;
    }

    private static BatchOperation ReadOperation(JsonElement operation) => new()
    {
        Type = Enum.TryParse<BatchOperationType>(Text(operation, "operationType"), out var type)
            ? type
            : throw new InvalidDataException("An operation has no known type."),
        PartitionKey = Text(operation, "partitionKey"),
        Id = Text(operation, "id"),
        IfMatch = Text(operation, "ifMatch"),
        IfNoneMatch = Text(operation, "ifNoneMatch"),
        Body = operation.TryGetProperty("resourceBody", out var body) ? JsonMarshal.GetRawUtf8Value(body).ToArray() : default,
    };

    private static string? Text(JsonElement operation, string name) =>
        operation.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
