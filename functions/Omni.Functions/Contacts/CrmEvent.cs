using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>A change in a CRM on the topic: CloudEvents 1.0 in JSON format, structured mode.</summary>
public static class CrmEvent
{
    public const string Type = "omni.crm.changed";

    public static void Write(IBufferWriter<byte> output, CrmChange change)
    {
        using var writer = new Utf8JsonWriter(output, ContactEvent.Plain);
        writer.WriteStartObject();
        writer.WriteString("specversion"u8, "1.0"u8);
        writer.WriteString("id"u8, change.Id);
        writer.WriteString("source"u8, $"/crm/{change.System}/{Uri.EscapeDataString(change.Account)}");
        writer.WriteString("type"u8, Type);
        writer.WriteString("time"u8, change.OccurredAt);
        writer.WriteString("datacontenttype"u8, "application/json"u8);
        writer.WritePropertyName("data"u8);
        JsonSerializer.Serialize(writer, change, CrmJson.Default.CrmChange);
        writer.WriteEndObject();
    }

    /// <summary>The change, or why there is none to read. Never throws.</summary>
    public static (CrmChange? Change, UnreadableReason Reason) Read(ReadOnlyMemory<byte> message)
    {
        if (ContactEvent.Parse(message, CrmJson.Default.Envelope) is not { } envelope)
            return (null, UnreadableReason.Malformed);
        return envelope.Type == Type ? (envelope.Data, UnreadableReason.NoContact) : (null, UnreadableReason.ForeignType);
    }

    internal sealed record Envelope
    {
        [JsonPropertyName("type")]
        public required string Type { get; init; }

        [JsonPropertyName("data")]
        public CrmChange? Data { get; init; }
    }
}

/// <summary>The document form of a change: camelCase, actions as lower-case words, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    MaxDepth = ContactJson.DeepestDocument)]
[JsonSerializable(typeof(CrmChange))]
[JsonSerializable(typeof(CrmEvent.Envelope))]
internal sealed partial class CrmJson : JsonSerializerContext;
