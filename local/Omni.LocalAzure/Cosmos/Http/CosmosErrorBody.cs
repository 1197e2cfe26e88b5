using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>Error documents in the service's wording, whose message is itself JSON in text.</summary>
internal static class CosmosErrorBody
{
    public static ReadOnlyMemory<byte> Write(int status, string reason) => Envelope(status, Inner(writer =>
    {
        writer.WriteStartArray("Errors");
        writer.WriteStringValue(reason);
        writer.WriteEndArray();
    }));

    public static ReadOnlyMemory<byte> Write(Sql.SqlException error) => Envelope(400, Inner(writer =>
    {
        writer.WriteStartArray("errors");
        writer.WriteStartObject();
        writer.WriteString("severity", "Error");
        writer.WriteStartObject("location");
        writer.WriteNumber("start", error.Start);
        writer.WriteNumber("end", error.End);
        writer.WriteEndObject();
        writer.WriteString("code", error.Code);
        writer.WriteString("message", error.Message);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }));

    private static string Inner(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static ReadOnlyMemory<byte> Envelope(int status, string message)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString("code", Code(status));
        writer.WriteString("message", $"Message: {message}\r\n");
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }

    private static string Code(int status) => status switch
    {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        409 => "Conflict",
        412 => "PreconditionFailed",
        413 => "RequestEntityTooLarge",
        424 => "FailedDependency",
        429 => "TooManyRequests",
        501 => "NotImplemented",
        503 => "ServiceUnavailable",
        _ => "InternalServerError",
    };
}
