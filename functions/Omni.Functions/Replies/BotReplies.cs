using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>What a bot says: booked as all replies are, so that it is sent once, in its order, and stands on the timeline.</summary>
public sealed class BotReplies(ReplyRoutes routes, ReplyBooking booking)
{
    private const string Fingerprint = "bot";

    public bool CanAnswer(Contact contact) => routes.Find(contact) is not null;

    /// <param name="contact">Which is answered; nothing happens where it cannot be.</param>
    /// <param name="id">The same each time this is said.</param>
    /// <param name="text">Where the provider has no buttons, with the choices below.</param>
    /// <param name="choices">What can be pressed.</param>
    /// <param name="at">The same each time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreUnavailableException">Not everything is done; saying it again is right.</exception>
    public async Task SayAsync(Contact contact, string id, string text, IReadOnlyList<string> choices, DateTimeOffset at, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (routes.Find(contact) is not { } route)
            return;
        var draft = ReplyDraft.To(contact, route, id, Fingerprint, at);
        var shown = route.Sender.ShowsChoices || choices.Count == 0 ? text : $"{text}\n{string.Join('\n', choices.Select(static (choice, at) => $"{at + 1}. {choice}"))}";
        await booking.BookAsync(
            draft with { Contact = draft.Contact with { Text = WholeCharacters.First(shown, route.Sender.LongestText), Extras = ReplyAuthor.ByBot(choices) } }, cancellation);
    }

    /// <summary>Whether a message of this id was booked on this occasion.</summary>
    public async Task<bool> IsBookedAsync(string id, string occasion, CancellationToken cancellation) => (await booking.FindAsync(id, cancellation))?.Fingerprint == occasion;

    /// <summary>Writes a secret to an address that somebody has proven to be theirs before, under the first id that is free.</summary>
    /// <param name="person">By a verified identity.</param>
    /// <param name="ids">As many as may be sent.</param>
    /// <param name="occasion">The same each time this is done.</param>
    /// <param name="text">With <see cref="Reply.Mask"/> where the secret goes.</param>
    /// <param name="secret">Stands nowhere but in the message.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreUnavailableException">Not everything is done; doing it again is right.</exception>
    public async Task SendSecretAsync(Identity person, IEnumerable<string> ids, string occasion, string text, string secret, DateTimeOffset at, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(ids);
        if (routes.FindTo(person) is not { } route)
            return;
        foreach (var id in ids)
        {
            var draft = ReplyDraft.To(person, route with { Subject = text.Split(':', 2)[0] }, id, occasion, at);
            var kept = await booking.BookAsync(draft with { Secret = secret, Contact = draft.Contact with { Text = text, Extras = ReplyAuthor.ByBot([]) } }, cancellation);
            if (kept.Fingerprint == occasion)
                return;
        }
    }
}
