using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>The message in the answer to a receive.</summary>
internal static class ReceivedMessageReader
{
    // Headers of the answer itself whose values would pass for properties.
    private static readonly HashSet<string> TransportNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "Age", "BrokerProperties", "Content-Length", "Content-Type", "Date", "ETag", "Location", "Retry-After", "Server", "Transfer-Encoding",
    };

    public static ServiceBusReceivedMessage Read(Response response)
    {
        using var broker = JsonDocument.Parse(response.Headers.TryGetValue("BrokerProperties", out var header) ? header : "{}");
        var properties = broker.RootElement;
        return new ServiceBusReceivedMessage
        {
            Body = response.Content,
            ContentType = response.Headers.ContentType,
            MessageId = Text(properties, "MessageId"),
            SessionId = Text(properties, "SessionId"),
            PartitionKey = Text(properties, "PartitionKey"),
            Subject = Text(properties, "Label"),
            CorrelationId = Text(properties, "CorrelationId"),
            ReplyTo = Text(properties, "ReplyTo"),
            ReplyToSessionId = Text(properties, "ReplyToSessionId"),
            To = Text(properties, "To"),
            DeadLetterSource = Text(properties, "DeadLetterSource"),
            LockToken = Text(properties, "LockToken") ?? Guid.Empty.ToString(),
            TimeToLive = TimeToLive(properties),
            ScheduledEnqueueTime = Time(properties, "ScheduledEnqueueTimeUtc"),
            EnqueuedTime = Time(properties, "EnqueuedTimeUtc"),
            LockedUntil = Time(properties, "LockedUntilUtc"),
            DeliveryCount = (int)Number(properties, "DeliveryCount"),
            SequenceNumber = Number(properties, "SequenceNumber"),
            EnqueuedSequenceNumber = Number(properties, "EnqueuedSequenceNumber"),
            State = Enum.TryParse<ServiceBusMessageState>(Text(properties, "State"), out var state) ? state : ServiceBusMessageState.Active,
            ApplicationProperties = ApplicationProperties(response.Headers),
            LockLocation = response.Headers.TryGetValue("Location", out var location) && Uri.TryCreate(location, UriKind.Absolute, out var uri)
                ? uri
                : null,
        };
    }

    private static Dictionary<string, object> ApplicationProperties(ResponseHeaders headers)
    {
        var properties = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers)
        {
            if (!TransportNames.Contains(header.Name) && ApplicationProperty.Parse(header.Value) is { } value) properties[header.Name] = value;
        }

        return properties;
    }

    private static string? Text(JsonElement properties, string name) =>
        properties.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long Number(JsonElement properties, string name) =>
        properties.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;

    private static DateTimeOffset Time(JsonElement properties, string name) =>
        DateTimeOffset.TryParseExact(
            Text(properties, name), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : default;

    private static TimeSpan TimeToLive(JsonElement properties) =>
        properties.TryGetProperty("TimeToLive", out var value) && value.TryGetDouble(out var seconds) && seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.MaxValue;
}
