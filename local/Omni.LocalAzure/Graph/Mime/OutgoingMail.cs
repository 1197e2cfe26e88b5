using MimeKit;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Mime;

/// <summary>A message that was written here, as it goes over the wire.</summary>
internal static class OutgoingMail
{
    /// <param name="content">What it says.</param>
    /// <param name="attachments">Its files.</param>
    /// <param name="files">Where they are; the message reads them when it is written.</param>
    public static MimeMessage Write(MailMessage content, IEnumerable<MailAttachment> attachments, MailFiles files)
    {
        var mime = new MimeMessage { Subject = content.Subject ?? "", Date = content.SentAt, MessageId = Bare(content.InternetMessageId) };
        if (content.From is { } from) mime.From.Add(Address(from));
        mime.To.AddRange(content.ToRecipients.Select(Address));
        mime.Cc.AddRange(content.CcRecipients.Select(Address));
        mime.ReplyTo.AddRange(content.ReplyTo.Select(Address));
        if (content.InReplyTo is { } answered) mime.InReplyTo = Bare(answered);
        mime.References.AddRange(content.References.Select(Bare));
        mime.Importance = content.Importance switch { "high" => MessageImportance.High, "low" => MessageImportance.Low, _ => MessageImportance.Normal };
        foreach (var header in content.Headers) mime.Headers.Add(header.Name, header.Value);
        mime.Body = Body(content, [.. attachments], files);
        return mime;
    }

    private static MimeEntity Body(MailMessage content, List<MailAttachment> attachments, MailFiles files)
    {
        var text = new TextPart(content.Body.IsHtml ? "html" : "plain") { Text = content.Body.Content };
        var shown = attachments.Where(attachment => attachment.IsInline && attachment.File is not null).ToList();
        var others = attachments.Where(attachment => !attachment.IsInline && attachment.File is not null).ToList();
        MimeEntity body = text;
        if (shown.Count > 0)
        {
            var related = new MultipartRelated { text };
            foreach (var attachment in shown) related.Add(Part(attachment, files));
            body = related;
        }

        if (others.Count == 0) return body;
        var mixed = new Multipart("mixed") { body };
        foreach (var attachment in others) mixed.Add(Part(attachment, files));
        return mixed;
    }

    private static MimeEntity Part(MailAttachment attachment, MailFiles files)
    {
        var source = files.Open(attachment.File!); // those without a file are left out above
        if (attachment.Kind == AttachmentKind.Item)
        {
            using (source) return new MessagePart { Message = MimeMessage.Load(source) };
        }

        return new MimePart(ContentType.TryParse(attachment.ContentType ?? "", out var type) ? type : new ContentType("application", "octet-stream"))
        {
            Content = new MimeContent(source),
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new ContentDisposition(attachment.IsInline ? ContentDisposition.Inline : ContentDisposition.Attachment),
            FileName = attachment.Name,
            ContentId = attachment.ContentId,
        };
    }

    private static MailboxAddress Address(MailParty party) => new(party.Name == party.Address ? null : party.Name, party.Address ?? "");

    private static string Bare(string? id) => (id ?? "").Trim('<', '>');
}
