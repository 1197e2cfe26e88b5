using System.Text;
using MimeKit;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>The fields and files of a form, in either encoding. The first of several fields of one name counts.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc7578</remarks>
internal sealed class PostedForm
{
    private const int MostFields = 2000;

    // A file that is itself a mail stays one.
    private static readonly ParserOptions Flat = new() { MaxMimeDepth = 1 };

    private readonly Dictionary<string, byte[]> fields = [];
    private readonly List<PostedFile> files = [];

    /// <summary>In order.</summary>
    public IReadOnlyList<PostedFile> Files => files;

    /// <summary>Null when the body is in neither encoding, cut short, or has more parts or headers than people send.</summary>
    public static PostedForm? Parse(WebhookRequest request)
    {
        if (FormFields.IsForm(request.ContentType))
            return FromUrlEncoded(request.Body.Span);
        return Boundary(request.ContentType) is { } boundary ? FromMultipart(request.Body.Span, $"Content-Type: {request.ContentType}\r\n\r\n", boundary) : null;
    }

    /// <summary>Null when the content type is not <c>multipart/form-data</c>.</summary>
    public static string? Boundary(string? contentType) =>
        ContentType.TryParse(contentType ?? "", out var type) && type.IsMimeType("multipart", "form-data") && type.Boundary is { Length: > 0 } boundary ? boundary : null;

    public bool Has(string name) => fields.ContainsKey(name);

    public byte[]? Bytes(string name) => fields.GetValueOrDefault(name);

    /// <summary>Null when the field is not there or empty.</summary>
    public string? Text(string name, Encoding? encoding = null) =>
        fields.TryGetValue(name, out var value) && value.Length > 0 ? (encoding ?? Encoding.UTF8).GetString(value) : null;

    private static PostedForm? FromUrlEncoded(ReadOnlySpan<byte> body)
    {
        if (FormFields.Parse(body, MostFields) is not { } pairs)
            return null;
        var form = new PostedForm();
        foreach (var (name, value) in pairs)
            form.fields.TryAdd(name, Encoding.UTF8.GetBytes(value));
        return form;
    }

    private static PostedForm? FromMultipart(ReadOnlySpan<byte> body, string header, string boundary)
    {
        // The delimiter is looked for at the beginning of a line, where a byte order mark must not stand.
        body = body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        if (body.LastIndexOf(Encoding.UTF8.GetBytes($"--{boundary}--")) < 0 || MimeMail.HasTooManyParts(body))
            return null;
        byte[] mime = [.. Encoding.UTF8.GetBytes(header), .. body];
        if (!HeaderLimits.Hold(mime, Flat, static reader => reader.ReadEntity()))
            return null;
        using var stream = new MemoryStream(mime, writable: false);
        try
        {
            using var entity = MimeEntity.Load(Flat, stream);
            return entity is Multipart parts ? Of(parts) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static PostedForm Of(Multipart parts)
    {
        var form = new PostedForm();
        foreach (var part in parts.OfType<MimePart>())
        {
            if (part.ContentDisposition?.Parameters["name"] is not { } name)
                continue;
            using var content = new MemoryStream();
            part.Content?.DecodeTo(content);
            if (part.ContentDisposition.FileName is { } fileName)
                form.files.Add(new(name, MailFile.Of(fileName, part.ContentType.MimeType, content.ToArray())));
            else
                form.fields.TryAdd(name, content.ToArray());
        }

        return form;
    }
}

/// <param name="Field">The name of its field.</param>
/// <param name="File">The file.</param>
internal sealed record PostedFile(string Field, Attachment File);
