using System.Buffers;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Bot.HandOffs;

namespace Omni.Functions.Stores;

/// <summary>Hand-offs on their topic as CloudEvents, and promises on a queue that brings them back when they are due.</summary>
public sealed class ServiceBusHandOffs(ServiceBusSender topic, ServiceBusSender reminders) : IHandOffTopic
{
    public Task TellAsync(string type, HandOffTicket ticket, string customerId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var body = new ArrayBufferWriter<byte>(4096);
        HandOffEvent.Write(body, type, ticket, customerId);
        var message = new ServiceBusMessage(body.WrittenMemory)
        {
            MessageId = HandOffEvent.IdOf(type, ticket),
            Subject = type,
            ApplicationProperties = { ["audience"] = "desk", ["department"] = ticket.HandOff.Department, ["channel"] = ticket.Contact.Channel },
        };
        return BusFailures.GuardAsync(() => topic.SendMessageAsync(message, cancellation), cancellation);
    }

    public Task RemindAsync(HandOffTicket ticket, DateTimeOffset due, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return BusFailures.GuardAsync(
            () => reminders.SendMessageAsync(new ServiceBusMessage(ticket.Id) { MessageId = ticket.Id, Subject = "omni.handoff.promised", ScheduledEnqueueTime = due }, cancellation), cancellation);
    }
}
