using Omni.Functions.Contacts;
using Omni.Functions.Replies;
using Omni.Functions.Timeline;

namespace Omni.Functions.Bot.HandOffs;

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
