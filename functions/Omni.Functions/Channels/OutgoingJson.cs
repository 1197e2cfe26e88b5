using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Omni.Functions.Channels;

/// <summary>Bodies of requests to providers.</summary>
internal static class OutgoingJson
{
    public const string ContentType = "application/json; charset=utf-8";

    // Letters as themselves: some providers limit the bytes of a request.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="members">Writes what is in the object.</param>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, Plain))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }
}
