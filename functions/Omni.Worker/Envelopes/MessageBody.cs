using System.Text;
using System.Text.Json;

namespace Omni.Worker.Envelopes;

/// <summary>Bodies of triggers with <c>dataType: binary</c>: base64, which alone keeps every byte.</summary>
internal static class MessageBody
{
    public static byte[] One(ReadOnlySpan<byte> trigger)
    {
        var reader = new Utf8JsonReader(trigger);
        reader.Read();
        return reader.TryGetBytesFromBase64(out var bytes) ? bytes : Text(trigger);
    }

    public static MessageParts[] Many(ReadOnlySpan<byte> trigger)
    {
        using var array = JsonText.Of(trigger);
        var reader = new Utf8JsonReader(array.Utf8);
        var messages = new List<MessageParts>();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("The batch is no array.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            messages.Add(new MessageParts(reader.GetBytesFromBase64()));
        return [.. messages];
    }

    /// <summary>A text body is wrapped twice. Its inner quotes are no base64, so the two cannot be mistaken for each other.</summary>
    private static byte[] Text(ReadOnlySpan<byte> trigger)
    {
        using var inner = JsonText.Of(trigger);
        var reader = new Utf8JsonReader(inner.Utf8);
        reader.Read();
        return Encoding.UTF8.GetBytes(reader.GetString()!);
    }
}
