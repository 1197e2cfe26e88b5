using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Omni.Functions.Contacts;

/// <summary>A contact on the topic: CloudEvents 1.0 in JSON format, structured mode.</summary>
public static class ContactEvent
{
    public const string Type = "omni.contact.received";

    // JSON for machines: letters beyond ASCII stay what they are, two bytes each instead of six.
    internal static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The event with the contact inside.</summary>
    public static void Write(IBufferWriter<byte> output, Contact contact)
    {
        using var writer = new Utf8JsonWriter(output, Plain);
        WriteAttributes(writer, contact);
        writer.WriteString("datacontenttype"u8, "application/json"u8);
        writer.WritePropertyName("data"u8);
        JsonSerializer.Serialize(writer, contact, ContactJson.Default.Contact);
        writer.WriteEndObject();
    }

    /// <summary>The event that says where the contact lies (CloudEvents extension <c>dataref</c>).</summary>
    public static void WriteReference(IBufferWriter<byte> output, Contact contact, string reference)
    {
        using var writer = new Utf8JsonWriter(output, Plain);
        WriteAttributes(writer, contact);
        writer.WriteString("datacontenttype"u8, "application/json"u8);
        writer.WriteString("dataref"u8, reference);
        writer.WriteEndObject();
    }

    /// <summary>The contact alone, as it is left under a reference.</summary>
    public static void WriteContact(IBufferWriter<byte> output, Contact contact)
    {
        using var writer = new Utf8JsonWriter(output, Plain);
        JsonSerializer.Serialize(writer, contact, ContactJson.Default.Contact);
    }

    /// <summary>Reads an event; fetches the contact where the event only refers to it. Throws only what <paramref name="claims"/> throws.</summary>
    public static async ValueTask<ContactReading> ReadAsync(
        ReadOnlyMemory<byte> message, IClaimedContacts claims, CancellationToken cancellationToken)
    {
        if (Parse(message, ContactEventJson.Default.Envelope) is not { } envelope)
            return new UnreadableContact(UnreadableReason.Malformed);
        if (envelope.Type != Type)
            return new UnreadableContact(UnreadableReason.ForeignType);
        if (envelope.Data is { } contact)
            return new ReadableContact(contact);
        if (envelope.DataRef is not { } reference)
            return new UnreadableContact(UnreadableReason.NoContact);
        if (await claims.FetchAsync(reference, cancellationToken).ConfigureAwait(false) is not { } json)
            return new UnreadableContact(UnreadableReason.ClaimMissing);
        return Parse(json, ContactJson.Default.Contact) is { } claimed
            ? new ReadableContact(claimed)
            : new UnreadableContact(UnreadableReason.Malformed);
    }

    private static void WriteAttributes(Utf8JsonWriter writer, Contact contact)
    {
        writer.WriteStartObject();
        writer.WriteString("specversion"u8, "1.0"u8);
        writer.WriteString("id"u8, contact.Id);
        writer.WriteString("source"u8, $"/channels/{contact.Provider}/{Uri.EscapeDataString(contact.Account)}");
        writer.WriteString("type"u8, Type);
        writer.WriteString("time"u8, contact.OccurredAt);
    }

    /// <summary>Null when the bytes are not of this shape.</summary>
    internal static T? Parse<T>(ReadOnlyMemory<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape)
        where T : class
    {
        if (!Utf8.IsValid(json.Span))
            return null;
        try
        {
            return JsonSerializer.Deserialize(LoneSurrogates.Replace(json).Span, shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal sealed record Envelope
    {
        [JsonPropertyName("specversion")]
        public required string SpecVersion { get; init; }

        [JsonPropertyName("type")]
        public required string Type { get; init; }

        [JsonPropertyName("data")]
        public Contact? Data { get; init; }

        [JsonPropertyName("dataref")]
        public string? DataRef { get; init; }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, MaxDepth = ContactJson.DeepestDocument)]
[JsonSerializable(typeof(ContactEvent.Envelope))]
internal sealed partial class ContactEventJson : JsonSerializerContext;
