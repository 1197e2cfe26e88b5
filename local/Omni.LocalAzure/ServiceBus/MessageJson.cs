using System.Buffers;
using System.Text.Json;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>Messages in the JSON of the batch form; the same form, without bodies, keeps their properties on disk.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/servicebus/send-message-batch</remarks>
internal static class MessageJson
{
    /// <exception cref="JsonException">Not an array of messages.</exception>
    public static List<BrokerMessage> ReadBatch(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var messages = new List<BrokerMessage>();
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) messages.Add(ReadMessage(ref reader));
        if (reader.TokenType != JsonTokenType.EndArray || reader.Read()) throw new JsonException("A batch is one array.");
        return messages;
    }

    public static byte[] WriteProperties(BrokerMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WritePropertyName("BrokerProperties"u8);
        JsonSerializer.Serialize(json, message.Properties, BrokerPropertiesJson.Default.BrokerProperties);
        json.WriteStartObject("UserProperties"u8);
        foreach (var (name, value) in message.ApplicationProperties) WriteScalar(json, name, value);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static BrokerMessage ReadProperties(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return ReadMessage(ref reader);
    }

    /// <returns>Null for a value that is no scalar.</returns>
    public static object? ReadScalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when reader.TryGetInt64(out var whole) => whole,
        JsonTokenType.Number => reader.GetDouble(),
        _ => null,
    };

    private static BrokerMessage ReadMessage(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A message is an object.");
        var message = new BrokerMessage { Body = ReadOnlyMemory<byte>.Empty };
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("Body"u8)) message = message with { Body = ReadBody(ref reader) };
            else if (reader.ValueTextEquals("BrokerProperties"u8)) message = message with { Properties = ReadBrokerProperties(ref reader) };
            else if (reader.ValueTextEquals("UserProperties"u8)) message = message with { ApplicationProperties = ReadUserProperties(ref reader) };
            else reader.Skip();
        }

        return message;
    }

    private static byte[] ReadBody(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        var body = new byte[reader.ValueSpan.Length];
        try
        {
            var length = reader.CopyString(body);
            return length == body.Length ? body : body[..length];
        }
        catch (InvalidOperationException failure)
        {
            throw new JsonException("A Body is no valid text.", failure);
        }
    }

    private static BrokerProperties ReadBrokerProperties(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        return JsonSerializer.Deserialize(ref reader, BrokerPropertiesJson.Default.BrokerProperties)
            ?? throw new JsonException("BrokerProperties is null.");
    }

    private static Dictionary<string, object> ReadUserProperties(ref Utf8JsonReader reader)
    {
        var properties = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString() ?? throw new JsonException("A property has no name.");
            reader.Read();
            if (ReadScalar(ref reader) is { } value) properties[name] = value;
            else if (reader.TokenType != JsonTokenType.Null) throw new JsonException($"UserProperties: {name} is no scalar.");
        }

        return properties;
    }

    private static void WriteScalar(Utf8JsonWriter json, string name, object value)
    {
        json.WritePropertyName(name);
        WriteScalar(json, value);
    }

    public static void WriteScalar(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case bool flag: json.WriteBooleanValue(flag); break;
            case long whole: json.WriteNumberValue(whole); break;
            case double number: json.WriteNumberValue(number); break;
            default: json.WriteStringValue((string)value); break;
        }
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type) throw new JsonException($"{type} expected.");
    }
}
