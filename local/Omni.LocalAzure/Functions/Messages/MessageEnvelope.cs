using System.Globalization;
using System.Text;
using System.Text.Json;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Invocations;
using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Functions.Messages;

/// <summary>The payload of a trigger that takes one message.</summary>
internal static class MessageEnvelope
{
    private const string WholeSeconds = "yyyy-MM-ddTHH:mm:ss";

    public static void Write(Envelope envelope, FunctionDefinition function, LockedMessage message, DateTimeOffset now)
    {
        var trigger = (ServiceBusTrigger)function.Trigger;
        envelope.Begin();
        var text = trigger.Body == BodyType.Binary ? null : Encoding.UTF8.GetString(message.Body.Span);
        if (text is null) envelope.Json.WriteBase64String(trigger.Binding, message.Body.Span);
        else envelope.WriteText(trigger.Binding, text);

        envelope.BeginMetadata();
        ClientMetadata.Write(envelope.Json);
        var metadata = new MetadataMembers(envelope, BodyProperties.Read(text));
        WriteBroker(metadata, message);
        metadata.WriteProperties("ApplicationProperties", message.ApplicationProperties);
        metadata.WriteProperties("UserProperties", message.ApplicationProperties);
        metadata.WriteText("SessionId", message.SessionId);
        metadata.WriteText("ReplyToSessionId", message.ReplyToSessionId);
        metadata.WriteText("PartitionKey", message.PartitionKey ?? message.SessionId);
        envelope.WriteSystem(function.Name, now);
        metadata.WriteRest();
        envelope.End();
    }

    private static void WriteBroker(MetadataMembers metadata, LockedMessage message)
    {
        metadata.Write("DeliveryCount", message.DeliveryCount.ToString(CultureInfo.InvariantCulture));
        metadata.WriteText("DeadLetterSource", message.DeadLetterSource);
        metadata.WriteText("LockToken", message.LockToken.ToString());
        metadata.Write("ExpiresAtUtc", Seconds(message.ExpiresAt));
        metadata.Write("ExpiresAt", Seconds(message.ExpiresAt) + "+00:00");
        metadata.Write("EnqueuedTimeUtc", Seconds(message.EnqueuedTime));
        metadata.Write("EnqueuedTime", Seconds(message.EnqueuedTime) + "+00:00");
        metadata.WriteText("MessageId", message.MessageId);
        metadata.WriteText("ContentType", message.ContentType);
        metadata.WriteText("ReplyTo", message.ReplyTo);
        metadata.Write("SequenceNumber", message.SequenceNumber.ToString(CultureInfo.InvariantCulture));
        metadata.WriteText("To", message.To);
        metadata.WriteText("Subject", message.Subject);
        metadata.WriteText("Label", message.Subject);
        metadata.WriteText("CorrelationId", message.CorrelationId);
    }

    private static string Seconds(DateTimeOffset time) => time.UtcDateTime.ToString(WholeSeconds, CultureInfo.InvariantCulture);

    /// <summary>Metadata under the rule that properties of the body overwrite the broker's of the same name.</summary>
    private sealed class MetadataMembers(Envelope envelope, Dictionary<string, JsonElement> body)
    {
        /// <summary>A value that travels as it is: a number's or a date's text.</summary>
        public void Write(string name, string value)
        {
            if (!WriteFromBody(name)) envelope.Json.WriteString(name, value);
        }

        public void WriteText(string name, string? value)
        {
            if (value is not null && !WriteFromBody(name)) envelope.WriteText(name, value);
        }

        public void WriteProperties(string name, IReadOnlyDictionary<string, object> properties)
        {
            if (WriteFromBody(name)) return;
            envelope.Json.WritePropertyName(name);
            ApplicationProperties.Write(envelope.Json, properties);
        }

        public void WriteRest()
        {
            foreach (var (name, value) in body) BodyProperties.Write(envelope, name, value);
        }

        private bool WriteFromBody(string name)
        {
            if (!body.Remove(name, out var value)) return false;
            BodyProperties.Write(envelope, name, value);
            return true;
        }
    }
}
