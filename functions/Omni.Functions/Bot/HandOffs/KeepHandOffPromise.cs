using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Replies;
using Omni.Functions.Telemetry;
using Omni.Functions.Timeline;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>Looks, when the promised time is over, whether a person has answered. Whoever wrote into the conversation has taken it, said so or not.</summary>
public sealed partial class KeepHandOffPromise(
    IHandOffLedger ledger, HandOffProgress progress, HandOffAnswers answers, TimeProvider clock, ILogger<KeepHandOffPromise> logger)
{
    [Function(nameof(KeepHandOffPromise))]
    public async Task Run([ServiceBusTrigger(HandOffEvent.Reminders, Connection = "ServiceBus")] ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var id = message.Body.ToString();
        if (await ledger.FindAsync(id, cancellationToken) is not { HandOff.State: HandOffState.Requested } ticket)
            return;
        if (await answers.FirstAsync(ticket, cancellationToken) is { } at)
        {
            await progress.AcceptAsync(id, by: null, at, cancellationToken);
            return;
        }

        await progress.BreakAsync(id, clock.GetUtcNow(), cancellationToken);
        Metrics.HandOffOverdue(ticket.HandOff.Department);
        LogOverdue(id, ticket.HandOff.Department);
    }

    [LoggerMessage(1, LogLevel.Warning, "Nobody in {Department} has answered hand-off {HandOffId} in time")]
    private partial void LogOverdue(string handOffId, string department);
}

/// <summary>Finds what people at the business wrote after a hand-off.</summary>
public sealed class HandOffAnswers(TimelineReader timelines, HandOffBooking booking)
{
    private const int Most = 200;

    /// <returns>When they first did; null while they have not.</returns>
    public async Task<DateTimeOffset?> FirstAsync(HandOffTicket ticket, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var since = TimelineOrder.Of(ticket.Contact.OccurredAt, "");
        var page = await timelines.ReadAsync(await booking.CustomerOfAsync(ticket, cancellation), new TimelineQuery(Most, Ascending: true, since), cancellation);
        return (page?.Items ?? []).Select(static entry => entry.Contact).OfType<Contact>().FirstOrDefault(static said =>
            (said is { Direction: "outbound", Delivery.State: not DeliveryState.Failed } && !ReplyAuthor.IsBot(said)) || said is { Kind: ContactKind.Call, Call.AnsweredAt: not null })?.OccurredAt;
    }
}
