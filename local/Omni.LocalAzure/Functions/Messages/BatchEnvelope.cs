using System.Globalization;
using System.Text.Json;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Invocations;
using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Functions.Messages;

/// <summary>The payload of a trigger that takes batches: every member is the JSON text of an array with one value per message.</summary>
internal static class BatchEnvelope
{
    private const string TrimmedFraction = "yyyy-MM-ddTHH:mm:ss.FFFFFFF";

    /// <returns>False when there is no payload: without a <c>dataType</c>, one message that is not JSON fails the batch before the handler sees it.</returns>
    public static bool TryWrite(Envelope envelope, FunctionDefinition function, IReadOnlyList<LockedMessage> messages, DateTimeOffset now)
    {
        var trigger = (ServiceBusTrigger)function.Trigger;
        if (trigger.Body == BodyType.Unspecified && !messages.All(IsJson)) return false;
        envelope.Begin();
        WriteArray(envelope, trigger.Binding, messages, BodyWriter(trigger.Body));
        envelope.BeginMetadata();
        ClientMetadata.Write(envelope.Json);
        WriteBroker(envelope, messages);
        WriteArray(envelope, "ApplicationPropertiesArray", messages, static (json, message) => ApplicationProperties.Write(json, message.ApplicationProperties));
        WriteArray(envelope, "UserPropertiesArray", messages, static (json, message) => ApplicationProperties.Write(json, message.ApplicationProperties));
        WriteArray(envelope, "SessionIdArray", messages, static (json, message) => json.WriteStringValue(message.SessionId));
        WriteArray(envelope, "ReplyToSessionIdArray", messages, static (json, message) => json.WriteStringValue(message.ReplyToSessionId));
        WriteArray(envelope, "PartitionKeyArray", messages, static (json, message) => json.WriteStringValue(message.PartitionKey ?? message.SessionId));
        envelope.WriteSystem(function.Name, now);
        envelope.End();
        return true;
    }

    private static void WriteBroker(Envelope envelope, IReadOnlyList<LockedMessage> messages)
    {
        WriteArray(envelope, "DeliveryCountArray", messages, static (json, message) => json.WriteNumberValue(message.DeliveryCount));
        WriteArray(envelope, "DeadLetterSourceArray", messages, static (json, message) => json.WriteStringValue(message.DeadLetterSource));
        WriteArray(envelope, "LockTokenArray", messages, static (json, message) => json.WriteStringValue(message.LockToken));
        WriteArray(envelope, "ExpiresAtUtcArray", messages, static (json, message) => WriteTime(json, message.ExpiresAt, zone: ""));
        WriteArray(envelope, "ExpiresAtArray", messages, static (json, message) => WriteTime(json, message.ExpiresAt, zone: "+00:00"));
        WriteArray(envelope, "EnqueuedTimeUtcArray", messages, static (json, message) => WriteTime(json, message.EnqueuedTime, zone: ""));
        WriteArray(envelope, "EnqueuedTimeArray", messages, static (json, message) => WriteTime(json, message.EnqueuedTime, zone: "+00:00"));
        WriteArray(envelope, "MessageIdArray", messages, static (json, message) => json.WriteStringValue(message.MessageId));
        WriteArray(envelope, "ContentTypeArray", messages, static (json, message) => json.WriteStringValue(message.ContentType));
        WriteArray(envelope, "ReplyToArray", messages, static (json, message) => json.WriteStringValue(message.ReplyTo));
        WriteArray(envelope, "SequenceNumberArray", messages, static (json, message) => json.WriteNumberValue(message.SequenceNumber));
        WriteArray(envelope, "ToArray", messages, static (json, message) => json.WriteStringValue(message.To));
        WriteArray(envelope, "SubjectArray", messages, static (json, message) => json.WriteStringValue(message.Subject));
        WriteArray(envelope, "LabelArray", messages, static (json, message) => json.WriteStringValue(message.Subject));
        WriteArray(envelope, "CorrelationIdArray", messages, static (json, message) => json.WriteStringValue(message.CorrelationId));
    }

    private static void WriteArray(Envelope envelope, string name, IReadOnlyList<LockedMessage> messages, Action<Utf8JsonWriter, LockedMessage> write)
    {
        envelope.Text.WriteStartArray();
        for (var i = 0; i < messages.Count; i++) write(envelope.Text, messages[i]);
        envelope.Text.WriteEndArray();
        envelope.EndText(name);
    }

    private static Action<Utf8JsonWriter, LockedMessage> BodyWriter(BodyType body) => body switch
    {
        BodyType.Binary => static (json, message) => json.WriteBase64StringValue(message.Body.Span),
        BodyType.Text => static (json, message) => json.WriteStringValue(System.Text.Encoding.UTF8.GetString(message.Body.Span)),
        _ => static (json, message) => json.WriteRawValue(message.Body.Span, skipInputValidation: true),
    };

    private static bool IsJson(LockedMessage message)
    {
        var reader = new Utf8JsonReader(message.Body.Span);
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void WriteTime(Utf8JsonWriter json, DateTimeOffset time, string zone) =>
        json.WriteStringValue(time.UtcDateTime.ToString(TrimmedFraction, CultureInfo.InvariantCulture) + zone);
}
