using System.Globalization;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Replies;

namespace Omni.Functions.Stores;

/// <summary>Orders in a few sessions for each provider: one that hangs holds up its own, and replies to one person keep their order.</summary>
public sealed class ServiceBusReplyQueue(ServiceBusSender sender) : IReplyQueue
{
    private const int SessionsOfAProvider = 8;

    public Task OrderAsync(Reply reply, DateTimeOffset due, CancellationToken cancellation) =>
        BusFailures.GuardAsync(() => sender.SendMessageAsync(MessageOf(reply, due), cancellation), cancellation);

    private static ServiceBusMessage MessageOf(Reply reply, DateTimeOffset due) => new(reply.Id)
    {
        MessageId = string.Create(CultureInfo.InvariantCulture, $"{reply.Id}-{reply.Attempts}"),
        SessionId = string.Create(CultureInfo.InvariantCulture, $"{reply.Contact.Provider}-{Lane(reply.Contact.ReplyTo ?? "")}"),
        Subject = "omni.reply.queued",
        ScheduledEnqueueTime = reply.Attempts == 0 ? default : due,
    };

    /// <summary>The same in every process.</summary>
    private static int Lane(string endpoint) => endpoint.Aggregate(0, static (sum, letter) => ((sum * 31) + letter) & 0xFFFFFF) % SessionsOfAProvider;
}
