using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>How a hand-off goes on: somebody takes it, the bot gets the conversation back, or nobody came in time.</summary>
public sealed class HandOffProgress(IHandOffLedger ledger, IDialogueStore dialogues, ContactResolution timeline, HandOffBooking booking, IHandOffTopic topic)
{
    /// <returns>As it is then; null when there is no such hand-off.</returns>
    public Task<HandOffTicket?> AcceptAsync(string id, string? by, DateTimeOffset now, CancellationToken cancellation) => AdvanceAsync(
        id,
        HandOffEvent.Accepted,
        handOff => handOff.State == HandOffState.Requested ? handOff with { State = HandOffState.Accepted, AcceptedAt = UtcMilliseconds.Cut(now), AcceptedBy = by } : handOff,
        cancellation);

    /// <summary>From the next message on the bot answers again, and knows what it knew.</summary>
    /// <returns>As it is then; null when there is no such hand-off.</returns>
    public async Task<HandOffTicket?> ReleaseAsync(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        var ticket = await AdvanceAsync(
            id,
            HandOffEvent.Released,
            handOff => handOff.State == HandOffState.Released ? handOff : handOff with { State = HandOffState.Released, ReleasedAt = UtcMilliseconds.Cut(now) },
            cancellation);
        while (ticket?.HandOff.Dialogue is { } name && await dialogues.FindAsync(name, cancellation) is { } dialogue && dialogue.SilentFor == id)
        {
            if (await dialogues.KeepAsync(dialogue with { SilentFor = null, Misunderstood = 0 }, cancellation) is not null)
                break;
        }

        return ticket;
    }

    /// <summary>The promise was not kept.</summary>
    public Task<HandOffTicket?> BreakAsync(string id, DateTimeOffset now, CancellationToken cancellation) => AdvanceAsync(
        id,
        HandOffEvent.Overdue,
        handOff => handOff is { State: HandOffState.Requested, OverdueAt: null } ? handOff with { OverdueAt = UtcMilliseconds.Cut(now) } : handOff,
        cancellation);

    /// <summary>Told again where nothing changes: whoever changed it may have been cut off.</summary>
    private async Task<HandOffTicket?> AdvanceAsync(string id, string type, Func<HandOff, HandOff> change, CancellationToken cancellation)
    {
        while (await ledger.FindAsync(id, cancellation) is { } ticket)
        {
            var changed = change(ticket.HandOff);
            var kept = changed == ticket.HandOff ? ticket : await ledger.KeepAsync(ticket with { HandOff = changed }, cancellation);
            if (kept is null)
                continue;
            if (IsTold(type, kept.HandOff))
            {
                await timeline.ResolveAsync([kept.News], cancellation);
                await topic.TellAsync(type, kept, await booking.CustomerOfAsync(kept, cancellation), cancellation);
            }

            return kept;
        }

        return null;
    }

    private static bool IsTold(string type, HandOff handOff) => type switch
    {
        HandOffEvent.Accepted => handOff.AcceptedAt is not null,
        HandOffEvent.Released => handOff.ReleasedAt is not null,
        _ => handOff.OverdueAt is not null,
    };
}
