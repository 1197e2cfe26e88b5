using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>An address that a mail of ours could not be delivered to.</summary>
/// <param name="Address">Canonical.</param>
/// <param name="Status">Three numbers, as in <c>5.1.1</c>; null when no server tells.</param>
/// <param name="Diagnostic">In the words of the server that refused it, cut; null when it gives none.</param>
/// <param name="MessageId">Of the mail that was not delivered; null when the report does not hold it.</param>
/// <remarks>https://www.rfc-editor.org/rfc/rfc3464, https://www.rfc-editor.org/rfc/rfc3463</remarks>
internal sealed partial record DeliveryFailure(string Address, string? Status, string? Diagnostic, string? MessageId)
{
    private const int MostRecipients = 50;
    private const int LongestReport = 100_000;
    private const int LongestDiagnostic = 500;

    /// <summary>Whether trying again is of no use.</summary>
    public bool IsPermanent => Status is null or ['5', ..];

    /// <summary>None for mail that reports no failure: a delay or a delivery neither.</summary>
    public static IReadOnlyList<DeliveryFailure> Of(Mail mail)
    {
        if (!IsReport(mail))
            return [];
        var original = MessageIdOf(mail);
        if (mail.Attachments.FirstOrDefault(static file => Is(file, "message/delivery-status", "message/global-delivery-status")) is { Content: { } status })
            return [.. OfStatus(Start(status)).Select(failure => failure with { MessageId = original }).Take(MostRecipients)];
        return [.. OfText(mail).Select(failure => failure with { MessageId = original }).Take(MostRecipients)];
    }

    /// <summary>What only machines write: people tell of failures as well.</summary>
    private static bool IsReport(Mail mail) =>
        (mail.Headers.Raw("Content-Type") is { } type && Report().IsMatch(Encoding.ASCII.GetString(type)))
        || mail.Headers.Raw("X-Failed-Recipients") is not null
        || mail.Headers.Raw("X-MS-Exchange-Message-Is-Ndr") is not null
        || (mail.Sender.Address is { } sender && Daemon().IsMatch(sender) && Subject().IsMatch(mail.Subject ?? ""));

    private static IEnumerable<DeliveryFailure> OfStatus(string status)
    {
        foreach (var group in BlankLine().Split(status))
        {
            var fields = MailHeaders.Read(Encoding.UTF8.GetBytes(group));
            if (fields.Text("Action") is { } action && !action.StartsWith("failed", StringComparison.OrdinalIgnoreCase))
                continue;
            if ((Typed(fields.Text("Original-Recipient")) ?? Typed(fields.Text("Final-Recipient"))) is { } address)
                yield return new DeliveryFailure(address, Code(fields.Text("Status")), Cut(fields.Text("Diagnostic-Code")), null);
        }
    }

    /// <summary>Where the report comes as text alone: its fields, the recipients a header names, or those beside the code of a refusal.</summary>
    private static IEnumerable<DeliveryFailure> OfText(Mail mail)
    {
        var text = TextOf(mail);
        if (FieldsInText().IsMatch(text))
            return OfStatus(text.ReplaceLineEndings("\n"));
        var refusal = Refusal().Match(text);
        var named = mail.Headers.Text("X-Failed-Recipients")?.Split(',') ?? (refusal.Success ? Addresses().Matches(text).Select(static match => match.Value) : []);
        return named.Select(EmailAddress.Canonical).OfType<string>().Distinct()
            .Where(address => address != mail.Account && address != mail.Sender.Address)
            .Take(mail.Headers.Raw("X-Failed-Recipients") is null ? 1 : MostRecipients)
            .Select(address => new DeliveryFailure(address, refusal.Success ? Code(refusal.Groups["code"].Value) : null, Cut(refusal.Success ? refusal.Value : null), null));
    }

    /// <summary>Of the mail, or its headers, that the report brings back.</summary>
    private static string? MessageIdOf(Mail mail)
    {
        var returned = mail.Attachments.FirstOrDefault(static file => Is(file, "message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global"));
        if (returned?.Content is { } content && Start(content) is var start)
        {
            var end = BlankLine().Match(start) is { Success: true, Index: var at } ? at : start.Length;
            if (MailHeaders.Read(Encoding.UTF8.GetBytes(start[..end])).MessageId("Message-ID") is { } id)
                return id;
        }

        return mail.Headers.MessageId("In-Reply-To") ?? mail.Headers.MessageId("References")
            ?? (IdInText().Match(TextOf(mail)) is { Success: true, Groups: [_, var written, ..] } ? written.Value : null);
    }

    /// <summary>Mailboxes give the report as HTML, whatever it was.</summary>
    private static string TextOf(Mail mail)
    {
        var text = !string.IsNullOrWhiteSpace(mail.Text) ? mail.Text : mail.Html is { } html ? MailBody.TextOf(html) ?? "" : "";
        return text.Length > LongestReport ? text[..LongestReport] : text;
    }

    private static bool Is(Attachment file, params ReadOnlySpan<string> types)
    {
        var type = ContentType.TryParse(file.ContentType ?? "", out var parsed) ? parsed.MimeType.ToLowerInvariant() : "";
        return types.Contains(type);
    }

    private static string Start(ReadOnlyMemory<byte> content) =>
        Encoding.UTF8.GetString(content.Span[..Math.Min(content.Length, LongestReport)]).ReplaceLineEndings("\n");

    /// <summary>Written as <c>rfc822; anna@example.org</c>.</summary>
    private static string? Typed(string? recipient) => recipient is null ? null : EmailAddress.Canonical(recipient[(recipient.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim(' ', '<', '>'));

    private static string? Code(string? status) => StatusCode().Match(status ?? "") is { Success: true, Value: var code } ? code : null;

    private static string? Cut(string? diagnostic) => diagnostic is null ? null : WholeCharacters.First(diagnostic, LongestDiagnostic);

    [GeneratedRegex(@"^\s*multipart/report\b(?!.*disposition-notification)|report-type\s*=\s*""?delivery-status", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Report();

    [GeneratedRegex("^(mailer-daemon|postmaster|microsoftexchange[0-9a-f]+)@", RegexOptions.IgnoreCase)]
    private static partial Regex Daemon();

    [GeneratedRegex("undeliver|not delivered|delivery.{0,20}(fail|status|problem)|failure notice|returned mail|mail delivery failed|couldn't be delivered|не\\s?доставлен|не удалось доставить|недоставлен|ошибка доставки", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex(@"^(Final|Original)-Recipient:", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex FieldsInText();

    [GeneratedRegex(@"(\b[45]\d{2}[ -]|#)\(?#?(?<code>[45]\.\d{1,3}\.\d{1,3})\b[^\r\n]{0,300}")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"[\p{L}\d._%+'-]{1,64}@[\p{L}\d-]{1,63}(\.[\p{L}\d-]{1,63}){1,8}")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"^Message-ID:\s*<([^<>\s]{1,998})>", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex IdInText();

    [GeneratedRegex(@"\b[245]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex StatusCode();

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex BlankLine();
}
