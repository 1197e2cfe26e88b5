using System.Collections.Immutable;
using System.Text;
using AngleSharp.Dom;
using Omni.Functions.Channels.Email.Html;
using Omni.Functions.Channels.Email.Quoting;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>What a mail says: the words its sender newly wrote, and the whole of it, once.</summary>
/// <param name="Text">Without quotes and signature, and the beginning of it where it is too long; null when nothing is left.</param>
/// <param name="Html">The whole mail, safe to be looked at; null when it has none, or too much to be read.</param>
/// <param name="FullText">The whole mail as text, where words were cut and no HTML shows them.</param>
/// <param name="Files">The whole mail, where it is too long for either.</param>
internal sealed record MailBody(string? Text, string? Html, string? FullText, ImmutableArray<Attachment> Files)
{
    /// <summary>Longer ones are files: a contact stays as small as other channels' are.</summary>
    private const int LongestText = 100_000;

    /// <summary>Of HTML, which has marks between its words.</summary>
    private const int LongestBeginning = 300_000;

    public static MailBody Of(Mail mail) => mail.Html is { Length: > 0 } html ? OfHtml(mail, html) : OfText(mail);

    /// <summary>HTML as plain text; null when it has too much to be read.</summary>
    public static string? TextOf(string html) => HtmlMail.Body(html) is { } body ? HtmlText.Of(body) : null;

    private static MailBody OfText(Mail mail)
    {
        if (mail.Text is not { Length: > 0 } text)
            return new MailBody(null, null, null, []);
        var own = Unique(mail) ?? OwnWords.Of(text, mail.Subject);
        return text.Length <= LongestText
            ? new MailBody(own, null, own == text ? null : text, [])
            : new MailBody(Beginning(own), null, null, [AsFile("message.txt", text)]);
    }

    private static MailBody OfHtml(Mail mail, string html)
    {
        if (HtmlMail.Body(html) is not { } body || !SafeHtml.TryWrite(body, out var safe))
            return AndFile(string.IsNullOrWhiteSpace(mail.Text) ? OfBeginning(mail, html) : OfText(mail), AsFile("message.html.txt", html));
        if (safe is null)
            return OfText(mail);
        var own = Unique(mail) ?? OwnOf(mail, body);
        return own?.Length > LongestText ? AndFile(new MailBody(Beginning(own), safe, null, []), AsFile("message.txt", own)) : new MailBody(own, safe, null, []);
    }

    /// <summary>HTML with too much to be read shows at least how it begins.</summary>
    private static MailBody OfBeginning(Mail mail, string html)
    {
        var own = Unique(mail) ?? (TextOf(WholeCharacters.First(html, LongestBeginning)) is { } text ? OwnWords.Of(text, mail.Subject) : null);
        return new MailBody(Beginning(own), null, null, []);
    }

    /// <summary>The text part is the sender's own; what its words do not show, the marks of the HTML may.</summary>
    private static string? OwnOf(Mail mail, IElement body)
    {
        var text = mail.Text is { Length: > 0 } plain && !string.IsNullOrWhiteSpace(plain) ? plain : null;
        var own = text is null ? null : OwnWords.Of(text, mail.Subject);
        if (text is not null && own != text)
            return own;
        var shown = HtmlText.Of(body);
        var ownOfShown = OwnWords.Of(shown, mail.Subject);
        return text is null || (ownOfShown is not null && ownOfShown != shown) ? ownOfShown : text;
    }

    /// <summary>What the mailbox's own server found to be new; where it found nothing, it may have cut too much.</summary>
    private static string? Unique(Mail mail) => string.IsNullOrWhiteSpace(mail.UniqueText) ? null : OwnWords.Of(mail.UniqueText, mail.Subject);

    private static string? Beginning(string? own) => own is null ? null : WholeCharacters.First(own, LongestText);

    private static MailBody AndFile(MailBody body, Attachment file) => body with { Files = body.Files.Add(file) };

    private static Attachment AsFile(string name, string text) => MailFile.Of(name, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));
}
