using System.Text;
using MimeKit;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>A whole mail in MIME, taken apart.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc2045</remarks>
internal sealed record MimeMail
{
    // Far beyond what people send; each delimiter costs memory many times its own size.
    private const int MostDelimiters = 20_000;

    /// <summary>For everything that is parsed of a mail.</summary>
    public static ParserOptions Limits { get; } = WithOldCodePages(new() { MaxMimeDepth = 16 });

    public required MailHeaders Headers { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    public required IReadOnlyList<Attachment> Attachments { get; init; }

    /// <summary>Null when it is no mail, or has more parts or headers than people send.</summary>
    public static MimeMail? Read(ReadOnlyMemory<byte> mime)
    {
        var bytes = mime.ToArray();
        if (HasTooManyParts(bytes) || !HeaderLimits.Hold(bytes, Limits, static reader => reader.ReadMessage()))
            return null;
        using var stream = new MemoryStream(bytes, writable: false);
        try
        {
            using var message = MimeMessage.Load(Limits, stream);
            return Of(message);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static bool HasTooManyParts(ReadOnlySpan<byte> multipart) => multipart.Count("\n--"u8) > MostDelimiters;

    /// <summary>.NET knows windows-1251, koi8-r and their like once it is asked to.</summary>
    private static ParserOptions WithOldCodePages(ParserOptions options)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return options;
    }

    private static MimeMail Of(MimeMessage message)
    {
        var parts = message.BodyParts.ToList();
        var text = parts.Find(static part => part is TextPart { IsPlain: true, IsAttachment: false }) as TextPart;
        var html = parts.Find(static part => part is TextPart { IsHtml: true, IsAttachment: false }) as TextPart;
        return new MimeMail
        {
            Headers = MailHeaders.Of(message.Headers),
            Text = text?.Text,
            Html = html?.Text,
            Attachments = [.. parts.Where(part => part != text && part != html).Select(File)],
        };
    }

    private static Attachment File(MimeEntity part)
    {
        using var content = new MemoryStream();
        if (part is MessagePart { Message: { } forwarded })
            forwarded.WriteTo(content);
        else if (part is MimePart { Content: { } encoded })
            encoded.DecodeTo(content);
        return MailFile.Of(part.ContentDisposition?.FileName ?? part.ContentType.Name, part.ContentType.MimeType, content.ToArray());
    }
}
