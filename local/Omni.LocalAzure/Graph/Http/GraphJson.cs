using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>Answers with a JSON body.</summary>
internal static class GraphJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static GraphAnswer Answer(int status, Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(4 * 1024);
        using (var writer = new Utf8JsonWriter(output, Readable)) write(writer);
        return new GraphAnswer { Status = status, Body = output.WrittenMemory };
    }

    /// <summary>A page of a collection.</summary>
    /// <param name="context">What it is a collection of.</param>
    /// <param name="write">Its rows.</param>
    /// <param name="link">The address of what follows and the property it is in; null for the end.</param>
    public static GraphAnswer Page(string context, Action<Utf8JsonWriter> write, (string Property, string Address)? link = null) => Answer(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("@odata.context", context);
        writer.WriteStartArray("value");
        write(writer);
        writer.WriteEndArray();
        if (link is { } next) writer.WriteString(next.Property, next.Address);
        writer.WriteEndObject();
    });
}
