using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Omni.LocalAzure.ServiceBus.Rest;

/// <summary>A message as headers and body of a request or an answer.</summary>
internal static class MessageHeaders
{
    private static readonly HashSet<string> TransportNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Authorization", "BrokerProperties", "Connection", "Content-Length", "Content-Type", "Date", "Host", "Transfer-Encoding",
        "User-Agent",
    };

    /// <exception cref="JsonException">BrokerProperties is unreadable.</exception>
    public static BrokerMessage Read(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var properties = request.Headers["BrokerProperties"].ToString() is { Length: > 0 } header
            ? JsonSerializer.Deserialize(header, BrokerPropertiesJson.Default.BrokerProperties) ?? throw new JsonException("BrokerProperties is null.")
            : new BrokerProperties();
        return new BrokerMessage
        {
            Body = body,
            Properties = properties,
            ContentType = request.ContentType,
            ApplicationProperties = ReadApplicationProperties(request.Headers),
        };
    }

    public static async Task WriteAsync(HttpContext context, LockedMessage message, bool locked)
    {
        var response = context.Response;
        response.StatusCode = locked ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        response.ContentType = message.ContentType;
        response.ContentLength = message.Body.Length;
        response.Headers["BrokerProperties"] = JsonSerializer.Serialize(Describe(message, locked), BrokerPropertiesJson.Default.BrokerProperties);
        if (locked) response.Headers.Location = LockLocation(context.Request, message);
        foreach (var (name, value) in message.ApplicationProperties) response.Headers.TryAdd(name, AsHeader(value));
        await response.Body.WriteAsync(message.Body, context.RequestAborted);
    }

    private static Dictionary<string, object> ReadApplicationProperties(IHeaderDictionary headers)
    {
        var properties = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            if (TransportNames.Contains(name) || name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase)) continue;
            if (ReadScalar(value.ToString()) is { } scalar) properties[name] = scalar;
        }

        return properties;
    }

    // A header that is no JSON scalar belongs to the transport.
    private static object? ReadScalar(string header)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(header));
            reader.Read();
            var value = MessageJson.ReadScalar(ref reader);
            return reader.Read() ? null : value;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BrokerProperties Describe(LockedMessage message, bool locked) => new()
    {
        MessageId = message.MessageId,
        SessionId = message.SessionId,
        PartitionKey = message.PartitionKey,
        Label = message.Subject,
        CorrelationId = message.CorrelationId,
        ReplyTo = message.ReplyTo,
        ReplyToSessionId = message.ReplyToSessionId,
        To = message.To,
        DeadLetterSource = message.DeadLetterSource,
        TimeToLive = message.ExpiresAt == DateTimeOffset.MaxValue ? null : (message.ExpiresAt - message.EnqueuedTime).TotalSeconds,
        DeliveryCount = message.DeliveryCount,
        SequenceNumber = message.SequenceNumber,
        EnqueuedSequenceNumber = message.SequenceNumber,
        EnqueuedTimeUtc = message.EnqueuedTime.ToString("R", CultureInfo.InvariantCulture),
        LockedUntilUtc = locked ? message.LockedUntil.ToString("R", CultureInfo.InvariantCulture) : null,
        LockToken = locked ? message.LockToken : null,
        State = "Active",
    };

    private static string LockLocation(HttpRequest request, LockedMessage message)
    {
        var messages = request.Path.Value![..^"/head".Length]; // the path of a receive ends so
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Scheme}://{request.Host}{PathString.FromUriComponent(messages).ToUriComponent()}/{message.SequenceNumber}/{message.LockToken}");
    }

    private static string AsHeader(object value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) MessageJson.WriteScalar(json, value);
        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }
}
