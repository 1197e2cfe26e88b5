using System.Buffers;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>A hand-off as the business's systems hear of it: CloudEvents 1.0 in JSON format, structured mode.</summary>
public static class HandOffEvent
{
    public const string Topic = "handoffs";
    public const string Reminders = "handoff-promises";

    public const string Requested = "omni.handoff.requested";
    public const string Accepted = "omni.handoff.accepted";
    public const string Released = "omni.handoff.released";

    /// <summary>The promised answer did not come in time.</summary>
    public const string Overdue = "omni.handoff.overdue";

    public static void Write(IBufferWriter<byte> output, string type, HandOffTicket ticket, string customerId)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        using var writer = new Utf8JsonWriter(output, ContactEvent.Plain);
        writer.WriteStartObject();
        writer.WriteString("specversion"u8, "1.0"u8);
        writer.WriteString("id"u8, IdOf(type, ticket));
        writer.WriteString("source"u8, $"/channels/{ticket.Contact.Provider}/{Uri.EscapeDataString(ticket.Contact.Account)}");
        writer.WriteString("type"u8, type);
        writer.WriteString("time"u8, ticket.Contact.OccurredAt);
        writer.WriteString("datacontenttype"u8, "application/json"u8);
        writer.WritePropertyName("data"u8);
        var data = new HandOffEventData(ticket.Id, customerId, $"/api/customers/{customerId}", ticket.Contact.Channel, ticket.Contact.Provider, ticket.HandOff);
        JsonSerializer.Serialize(writer, data, HandOffJson.Default.HandOffEventData);
        writer.WriteEndObject();
    }

    /// <summary>The same whenever the same is told.</summary>
    public static string IdOf(string type, HandOffTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(ticket);
        return $"{ticket.Id}-{type[(type.LastIndexOf('.') + 1)..]}";
    }
}

/// <param name="Id">Of the hand-off, and of its entry on the timeline.</param>
/// <param name="CustomerId">Whose timeline.</param>
/// <param name="Customer">Where the profile is read.</param>
/// <param name="Channel">Where the customer waits.</param>
/// <param name="Provider">Over which.</param>
/// <param name="HandOff">What is handed off.</param>
public sealed record HandOffEventData(string Id, string CustomerId, string Customer, string Channel, string Provider, HandOff HandOff);
