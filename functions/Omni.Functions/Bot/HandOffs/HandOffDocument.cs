using Omni.Functions.Contacts;
using Omni.Functions.Replies;
using Omni.Functions.Timeline;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>Writes down what whoever takes over has to know: everything that was said, so that nothing is asked twice.</summary>
public sealed class HandOffDocument(TimelineReader timelines, BotOptions options)
{
    private const int MostRead = 100;
    private const int MostLines = 50;
    private const int LongestLine = 500;

    /// <param name="contact">After which it is handed off.</param>
    /// <param name="dialogue">As it is then.</param>
    /// <param name="wish">Why and to whom.</param>
    /// <param name="customerId">Whose timeline.</param>
    /// <param name="at">The same each time it is written.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<HandOffTicket> WriteAsync(Contact contact, Dialogue dialogue, HandOffWish wish, string customerId, DateTimeOffset at, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(wish);
        var handOff = new HandOff
        {
            Reason = wish.Reason,
            Department = wish.Department,
            Topic = wish.Topic,
            Language = dialogue.Language ?? "",
            Facts = wish.Facts,
            Transcript = await TranscriptAsync(contact, customerId, cancellation),
            ContactId = contact.Id,
            Dialogue = wish.IsSilent ? dialogue.Id : null,
            DueAt = options.AnswerWithin > TimeSpan.Zero ? UtcMilliseconds.Cut(at + options.AnswerWithin) : null,
        };
        var id = IdOf(contact);
        var entry = contact with
        {
            Id = id,
            Kind = ContactKind.HandOff,
            ProviderMessageId = $"handoff:{contact.ProviderMessageId}",
            From = new ContactSender { Identities = [contact.From.Decisive[0]] },
            Text = null,
            Html = null,
            Attachments = [],
            Extras = new Dictionary<string, System.Text.Json.JsonElement>(),
            HandOff = handOff,
            OccurredAt = UtcMilliseconds.Cut(at),
            ReceivedAt = UtcMilliseconds.Cut(at),
            Raw = null,
        };
        return new HandOffTicket { Id = id, Contact = entry, HandOff = handOff };
    }

    public static string IdOf(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return ContactId.From(contact.Provider, contact.Account, $"handoff:{contact.ProviderMessageId}");
    }

    /// <summary>Of this conversation, people at the business included; other channels are a click away on the timeline.</summary>
    private async Task<IReadOnlyList<HandOffLine>> TranscriptAsync(Contact contact, string customerId, CancellationToken cancellation)
    {
        var page = await timelines.ReadAsync(customerId, new TimelineQuery(MostRead, Ascending: false, TimelineOrder.End), cancellation);
        return
        [
            .. (page?.Items ?? []).Select(static entry => entry.Contact).OfType<Contact>()
                .Where(said => said.Kind is ContactKind.Message or ContactKind.Chat && said.Provider == contact.Provider && said.Account == contact.Account && said.Thread == contact.Thread)
                .Take(MostLines).Reverse().Select(LineOf),
        ];
    }

    private static HandOffLine LineOf(Contact said) => new(
        said.OccurredAt,
        said.Direction == "inbound" ? HandOffSpeaker.Customer : ReplyAuthor.IsBot(said) ? HandOffSpeaker.Bot : HandOffSpeaker.Desk,
        said.Text is null ? null : WholeCharacters.First(said.Text, LongestLine),
        said.Id);
}
