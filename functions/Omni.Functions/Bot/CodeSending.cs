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
        var code = codes.For(dialogue.Id, contact.Id);
        await replies.SendSecretAsync(address with { Trust = Trust.Verified }, IdsFor(address, now), $"code:{contact.Id}", text, code, now, cancellation);
    }

    /// <summary>Whoever asks, from however many conversations: so many in an hour go to one address.</summary>
    private static IEnumerable<string> IdsFor(Identity address, DateTimeOffset now)
    {
        var hour = now.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        return Enumerable.Range(0, MostPerHour).Select(number => ContactId.From("bot", address.Key, string.Create(CultureInfo.InvariantCulture, $"code:{hour}:{number}")));
    }
}
