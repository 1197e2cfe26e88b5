using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>The body of errors.</summary>
/// <remarks>https://learn.microsoft.com/graph/errors</remarks>
internal static class GraphError
{
    public static ReadOnlyMemory<byte> Write(string code, string message, GraphRequestIds ids, DateTimeOffset now)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WriteStartObject("innerError");
        writer.WriteString("date", now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        writer.WriteString("request-id", ids.Request);
        writer.WriteString("client-request-id", ids.Client);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }
}

/// <param name="Request">Made here.</param>
/// <param name="Client">The caller's, or the same.</param>
internal sealed record GraphRequestIds(string Request, string Client)
{
    public static GraphRequestIds Of(HttpRequest request)
    {
        var own = Guid.NewGuid().ToString();
        return new GraphRequestIds(own, request.Headers["client-request-id"] is [{ } sent] && Guid.TryParse(sent, out var id) ? id.ToString() : own);
    }
}
