using System.Globalization;
using Omni.Functions.Bot.Topics;
using Omni.Functions.Contacts;
using Omni.Functions.Replies;

namespace Omni.Functions.Bot;

/// <summary>Sends codes to addresses that somebody has proven to be theirs. To any other nothing goes, and whoever asked is told the same.</summary>
public sealed class CodeSending(PrivateHistory history, BotReplies replies, CodeMaker codes, TopicFolder folder)
{
    private const int MostPerHour = 5;

    /// <param name="contact">In which the address was named.</param>
    /// <param name="dialogue">Where.</param>
    /// <param name="address">The address.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task SendAsync(Contact contact, Dialogue dialogue, Identity address, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(address);
        if (await history.OwnerOfAsync(address, cancellation) is null)
            return;
        var text = folder.Texts[BotTexts.CodeMessage][dialogue.Language ?? TopicFolder.Languages[0]].Replace("{{code}}", Reply.Mask, StringComparison.Ordinal);
        var code = CodeFor(dialogue, contact.Id);
        await replies.SendSecretAsync(address with { Trust = Trust.Verified }, IdsFor(address, now), OccasionOf(contact.Id), text, code, now, cancellation);
    }

    /// <summary>
    /// Whether the code that was asked for in a contact really went out: one that did not can be guessed from as many conversations as somebody opens, so it opens nothing.
    /// </summary>
    /// <param name="contactId">In which the address was named.</param>
    /// <param name="address">The address.</param>
    /// <param name="askedAt">When.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<bool> WasSentAsync(string contactId, Identity address, DateTimeOffset askedAt, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);

        // Whoever finished the turn of another may have done so in the next hour.
        foreach (var id in IdsFor(address, askedAt).Concat(IdsFor(address, askedAt.AddHours(1))))
        {
            if (await replies.IsBookedAsync(id, OccasionOf(contactId), cancellation))
                return true;
        }

        return false;
    }

    public string CodeFor(Dialogue dialogue, string contactId)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        return codes.For(dialogue.Id, contactId);
    }

    private static string OccasionOf(string contactId) => $"code:{contactId}";

    /// <summary>Whoever asks, from however many conversations: so many in an hour go to one address.</summary>
    private static IEnumerable<string> IdsFor(Identity address, DateTimeOffset now)
    {
        var hour = now.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        return Enumerable.Range(0, MostPerHour).Select(number => ContactId.From("bot", address.Key, string.Create(CultureInfo.InvariantCulture, $"code:{hour}:{number}")));
    }
}
