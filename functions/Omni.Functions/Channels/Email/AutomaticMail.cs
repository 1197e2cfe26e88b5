using System.Text;

namespace Omni.Functions.Channels.Email;

/// <summary>Mail no person wrote: automatic answers, bounces, reports.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc3834, https://www.rfc-editor.org/rfc/rfc6522</remarks>
internal static class AutomaticMail
{
    /// <param name="headers">All headers.</param>
    /// <param name="envelopeSender">Where bounces go; empty for mail that must not bounce; null when the provider does not tell.</param>
    /// <param name="sender">The canonical address of the author.</param>
    public static bool Is(MailHeaders headers, string? envelopeSender, string? sender) =>
        (Keyword(headers, "Auto-Submitted") is { } submitted && submitted != "no")
        || envelopeSender?.Trim() is "" or "<>"
        || Trimmed(headers, "Return-Path") == "<>"
        || Keyword(headers, "Content-Type") == "multipart/report"
        || Keyword(headers, "Precedence") == "auto_reply"
        || headers.Raw("X-Autoreply") is not null
        || headers.Raw("X-Autorespond") is not null
        || (sender?.StartsWith("mailer-daemon@", StringComparison.Ordinal) ?? false);

    /// <summary>The first word, in lower case, without its parameters.</summary>
    private static string? Keyword(MailHeaders headers, string name) =>
        Trimmed(headers, name)?.Split([';', ' ', '(', '\t'], 2)[0].ToLowerInvariant() is { Length: > 0 } word ? word : null;

    private static string? Trimmed(MailHeaders headers, string name) => headers.Raw(name) is { } raw ? Encoding.ASCII.GetString(raw).Trim() : null;
}
