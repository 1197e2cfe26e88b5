using System.Globalization;
using System.Text.Json;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>The broker properties of a message as the JSON object of the header or of a batch element.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/servicebus/message-headers-and-properties</remarks>
internal static class BrokerPropertiesWriter
{
    public static void Write(Utf8JsonWriter json, ServiceBusMessage message, bool inBatch)
    {
        json.WriteStartObject();
        WriteText(json, "MessageId"u8, message.MessageId);
        WriteText(json, "SessionId"u8, message.SessionId);
        WriteText(json, "PartitionKey"u8, message.PartitionKey);
        WriteText(json, "Label"u8, message.Subject);
        WriteText(json, "CorrelationId"u8, message.CorrelationId);
        WriteText(json, "ReplyTo"u8, message.ReplyTo);
        WriteText(json, "ReplyToSessionId"u8, message.ReplyToSessionId);
        WriteText(json, "To"u8, message.To);
        WriteTimeToLive(json, message.TimeToLive, inBatch);
        if (message.ScheduledEnqueueTime != default)
            json.WriteString("ScheduledEnqueueTimeUtc"u8, WholeSecondsUp(message.ScheduledEnqueueTime).ToString("R", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static void WriteTimeToLive(Utf8JsonWriter json, TimeSpan timeToLive, bool inBatch)
    {
        if (timeToLive == TimeSpan.MaxValue) return;
        if (inBatch) json.WriteString("TimeToLiveTimeSpan"u8, timeToLive.ToString(@"d\.hh\:mm\:ss\.fffffff", CultureInfo.InvariantCulture));
        else json.WriteNumber("TimeToLive"u8, timeToLive.TotalSeconds);
    }

    // The wire format has no fractions, and a message may come late but not early.
    private static DateTimeOffset WholeSecondsUp(DateTimeOffset time)
    {
        var fraction = time.UtcTicks % TimeSpan.TicksPerSecond;
        return fraction == 0 ? time : time.AddTicks(TimeSpan.TicksPerSecond - fraction);
    }
}
