using System.Buffers;
using System.Text.Json;
using Omni.LocalAzure.Graph.Http;

namespace Omni.LocalAzure.Graph.Notices;

/// <summary>One thing to tell a subscriber: a change of a message, or an event in the life of the subscription.</summary>
internal sealed record Notice
{
    /// <summary>Of the only organisation there is here.</summary>
    private const string Tenant = "00000000-0000-0000-0000-0000000000aa";

    public required MailSubscription Subscription { get; init; }

    public string? ChangeType { get; init; }

    public string? MessageId { get; init; }

    /// <summary><c>reauthorizationRequired</c>, <c>subscriptionRemoved</c> or <c>missed</c>.</summary>
    public string? LifecycleEvent { get; init; }

    /// <summary>The body of a POST that tells several at once.</summary>
    public static ReadOnlyMemory<byte> Write(IEnumerable<Notice> notices)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteStartArray("value");
        foreach (var notice in notices) notice.Write(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }

    private void Write(Utf8JsonWriter writer)
    {
        var resource = $"Users/{Subscription.Mailbox}/Messages/{MessageId}";
        writer.WriteStartObject();
        writer.WriteString("subscriptionId", Subscription.Id);
        writer.WriteString("subscriptionExpirationDateTime", MessageProperties.Time(Subscription.Until));
        writer.WriteString("tenantId", Tenant);
        if (Subscription.ClientState is { } secret) writer.WriteString("clientState", secret);
        if (LifecycleEvent is { } happened)
        {
            writer.WriteString("lifecycleEvent", happened);
            writer.WriteString("resource", Subscription.Resource);
        }
        else
        {
            writer.WriteString("changeType", ChangeType);
            writer.WriteString("resource", resource);
            writer.WriteStartObject("resourceData");
            writer.WriteString("@odata.type", "#Microsoft.Graph.Message");
            writer.WriteString("@odata.id", resource);
            writer.WriteString("id", MessageId);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
