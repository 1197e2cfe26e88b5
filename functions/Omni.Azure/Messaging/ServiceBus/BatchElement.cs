using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>One message as an element of the JSON array that a batch is.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/servicebus/send-message-batch</remarks>
internal static class BatchElement
{
    // Quotes and letters stay short: a JSON body is mostly quotes, and the size of a batch is limited.
    public static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The body of an element is a string, so other bytes travel one message at a time.</summary>
    public static bool CanHold(ServiceBusMessage message) => Utf8.IsValid(message.Body.ToMemory().Span);

    public static void Write(Utf8JsonWriter json, ServiceBusMessage message)
    {
        json.WriteStartObject();
        json.WriteString("Body"u8, message.Body.ToMemory().Span);
        json.WritePropertyName("BrokerProperties"u8);
        BrokerPropertiesWriter.Write(json, message, inBatch: true);
        if (message.HasApplicationProperties) WriteApplicationProperties(json, message.ApplicationProperties);
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteApplicationProperties(Utf8JsonWriter json, IDictionary<string, object> properties)
    {
        json.WriteStartObject("UserProperties"u8);
        foreach (var (name, value) in properties)
        {
            json.WritePropertyName(name);
            ApplicationProperty.WriteValue(json, name, value);
        }

        json.WriteEndObject();
    }
}
