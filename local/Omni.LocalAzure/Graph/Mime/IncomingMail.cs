using MimeKit;
using MimeKit.Text;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Mime;

/// <summary>A message as it came over the wire, taken apart.</summary>
internal static class IncomingMail
{
    /// <summary>Reads the text and leaves the files where they are, in <paramref name="source"/>.</summary>
    public static Task<MimeMessage> LoadAsync(Stream source, CancellationToken cancellation) => MimeMessage.LoadAsync(source, persistent: true, cancellation);

    /// <param name="mime">The message.</param>
    /// <param name="at">When it came.</param>
    public static MailMessage Read(MimeMessage mime, DateTimeOffset at)
    {
        var from = Parties(mime.From) is [var first, ..] ? first : null;
        var isHtml = mime.HtmlBody is not null;
        return new MailMessage
        {
            Subject = mime.Subject,
            Importance = mime.Importance switch { MessageImportance.High => "high", MessageImportance.Low => "low", _ => "normal" },
            From = from,
            Sender = mime.Sender is { } sender ? Party(sender) : from,
            ToRecipients = Parties(mime.To),
            CcRecipients = Parties(mime.Cc),
            BccRecipients = Parties(mime.Bcc),
            ReplyTo = Parties(mime.ReplyTo),
            Body = new MailBody(isHtml, mime.HtmlBody ?? mime.GetTextBody(TextFormat.Plain) ?? ""),
            InternetMessageId = mime.MessageId is { Length: > 0 } id ? $"<{id}>" : null,
            InReplyTo = mime.InReplyTo is { Length: > 0 } answered ? $"<{answered}>" : null,
            References = [.. mime.References.Select(reference => $"<{reference}>")],
            Headers = [.. mime.Headers.Select(header => new MailHeader(header.Field, header.Value))],
            HasAttachments = Files(mime).Any(part => !IsInline(part)),
            CreatedAt = at,
            ReceivedAt = at,
            SentAt = mime.Date == default ? at : mime.Date,
            ModifiedAt = at,
        };
    }

    /// <summary>Every part but the texts without a name.</summary>
    public static IEnumerable<MimeEntity> Files(MimeMessage mime) => mime.Body is null ? [] : Leaves(mime.Body).Where(part => !IsText(part));

    /// <summary>A part of the text: its HTML shows it.</summary>
    public static bool IsInline(MimeEntity part) => part.ContentId is { Length: > 0 } && part.ContentDisposition?.IsAttachment != true;

    public static IReadOnlyList<MailParty> Parties(InternetAddressList addresses) => [.. addresses.Mailboxes.Select(Party)];

    private static MailParty Party(MailboxAddress address) => new(address.Name is { Length: > 0 } name ? name : address.Address, address.Address);

    private static IEnumerable<MimeEntity> Leaves(MimeEntity root)
    {
        var waiting = new Stack<MimeEntity>();
        waiting.Push(root);
        while (waiting.TryPop(out var next))
        {
            if (next is Multipart parts) foreach (var part in parts.Reverse()) waiting.Push(part);
            else yield return next;
        }
    }

    private static bool IsText(MimeEntity part) => part is TextPart { IsAttachment: false, FileName: null } text && (text.IsPlain || text.IsHtml);
}
