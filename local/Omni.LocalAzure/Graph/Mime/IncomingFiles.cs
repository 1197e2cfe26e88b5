using MimeKit;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Mime;

/// <summary>The files of a message that came over the wire, each decoded into a file of its own.</summary>
internal static class IncomingFiles
{
    public static async Task<IReadOnlyList<MailAttachment>> KeepAsync(MimeMessage mime, MailFiles files, DateTimeOffset at, CancellationToken cancellation)
    {
        var kept = new List<MailAttachment>();
        foreach (var part in IncomingMail.Files(mime)) kept.Add(await KeepAsync(part, files, at, cancellation));
        return kept;
    }

    private static async Task<MailAttachment> KeepAsync(MimeEntity part, MailFiles files, DateTimeOffset at, CancellationToken cancellation)
    {
        var kept = await files.WriteAsync((file, token) => ContentAsync(part, file, token), cancellation);
        var item = part as MessagePart;
        return new MailAttachment
        {
            Kind = item is null ? AttachmentKind.File : AttachmentKind.Item,
            Name = item is null ? part.ContentDisposition?.FileName ?? part.ContentType.Name ?? "untitled" : item.Message?.Subject,
            ContentType = item is null ? part.ContentType.MimeType : null,
            ContentId = part.ContentId,
            IsInline = IncomingMail.IsInline(part),
            Size = kept.Size,
            File = kept.Name,
            ModifiedAt = at,
        };
    }

    private static Task ContentAsync(MimeEntity part, Stream file, CancellationToken cancellation) => part switch
    {
        MessagePart { Message: { } message } => message.WriteToAsync(file, cancellation),
        MimePart { Content: { } content } => content.DecodeToAsync(file, cancellation),
        MimePart or MessagePart => Task.CompletedTask,
        _ => part.WriteToAsync(file, cancellation),
    };
}
