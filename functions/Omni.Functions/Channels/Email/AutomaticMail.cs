using System.Text;
using Omni.Functions.Channels.Email.Threading;

namespace Omni.Functions.Channels.Email;

/// <summary>Mail no person wrote: automatic answers, bounces, reports, newsletters, and mail of ours that came back.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc3834, https://www.rfc-editor.org/rfc/rfc6522, https://www.rfc-editor.org/rfc/rfc2369</remarks>
internal static class AutomaticMail
{
    /// <summary>Mail of ours bears it.</summary>
    public const string SentHeader = "X-Omni-Sent";

    /// <param name="headers">All headers.</param>
    /// <param name="envelopeSender">Where bounces go; empty for mail that must not bounce; null when the provider does not tell.</param>
    /// <param name="sender">The canonical address of the author.</param>
    public static bool Is(MailHeaders headers, string? envelopeSender, string? sender) =>
        (Keyword(headers, "Auto-Submitted") is { } submitted && submitted != "no")
        || envelopeSender?.Trim() is "" or "<>"
        || Trimmed(headers, "Return-Path") == "<>"
        || Keyword(headers, "Content-Type") == "multipart/report"
        || Keyword(headers, "Precedence") is "auto_reply" or "auto-reply"
        || headers.Raw("X-Autoreply") is not null
        || headers.Raw("X-Autorespond") is not null
        || (sender?.StartsWith("mailer-daemon@", StringComparison.Ordinal) ?? false)
        || IsNewsletter(headers);

    /// <summary>Mail of ours that somebody's server sent back to us.</summary>
    public static bool IsOurs(MailHeaders headers, ReplyKey key) =>
        headers.Raw(SentHeader) is not null || (headers.MessageId("Message-ID") is { } id && ReplyToken.Find(key, id) is not null);

    /// <summary>
    /// Sent to many. Not what answers something: people answer out of mailing systems as well. Nor what comes over a list that people
    /// write to: the mailbox of a business may be one.
    /// </summary>
    private static bool IsNewsletter(MailHeaders headers) =>
        headers.Raw("In-Reply-To") is null && headers.Raw("References") is null && Keyword(headers, "Precedence") is var precedence && precedence != "list"
        && (precedence is "bulk" or "junk" || headers.Raw("List-Unsubscribe") is not null || headers.Raw("List-Unsubscribe-Post") is not null || headers.Raw("List-Id") is not null);

    /// <summary>The first word, in lower case, without its parameters.</summary>
    private static string? Keyword(MailHeaders headers, string name) =>
        Trimmed(headers, name)?.Split([';', ' ', '(', '\t'], 2)[0].ToLowerInvariant() is { Length: > 0 } word ? word : null;

    private static string? Trimmed(MailHeaders headers, string name) => headers.Raw(name) is { } raw ? Encoding.ASCII.GetString(raw).Trim() : null;
}
