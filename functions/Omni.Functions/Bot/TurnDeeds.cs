using System.Globalization;
using Omni.Functions.Bot.HandOffs;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Replies;

namespace Omni.Functions.Bot;

/// <summary>Does what follows from a turn. Each deed has an id that follows from the contact, so doing it again does nothing.</summary>
public sealed class TurnDeeds(BotReplies replies, CodeSending codes, HandOffDocument document, HandOffBooking handOffs, ICustomerStore customers)
{
    /// <exception cref="StoreUnavailableException">Not everything is done; doing it again is right.</exception>
    public async Task DoAsync(Contact contact, Dialogue dialogue, TurnOutcome outcome, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(outcome);

        // Whose clock is ahead is answered all the same after having asked.
        now = now > contact.OccurredAt ? now : contact.OccurredAt.AddMilliseconds(1);
        foreach (var (at, said) in outcome.Says.Index())
            await replies.SayAsync(contact, IdOf(contact, at), said.Text, said.Choices, now.AddMilliseconds(at), cancellation);
        if (outcome.CodeTo is { } address)
            await codes.SendAsync(contact, dialogue, address, now, cancellation);
        if (outcome.HandOff is { } wish && await customers.FindLinksAsync(contact.From.Decisive, cancellation) is [var link, ..])
            await handOffs.BookAsync(await document.WriteAsync(contact, dialogue, wish, link.CustomerId, now.AddMilliseconds(outcome.Says.Count), cancellation), cancellation);
    }

    /// <returns>The code that went out for the proof that a dialogue waits for; null where none did.</returns>
    public async Task<string?> CodeOfAsync(Dialogue dialogue, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        return dialogue.Proof is { AskedIn: { } asked, Address: { } address, AskedAt: { } at } && await codes.WasSentAsync(asked, address, at, cancellation) ? codes.CodeFor(dialogue, asked) : null;
    }

    private static string IdOf(Contact contact, int at) => ContactId.From(contact.Provider, contact.Account, string.Create(CultureInfo.InvariantCulture, $"says:{at}:{contact.ProviderMessageId}"));
}
