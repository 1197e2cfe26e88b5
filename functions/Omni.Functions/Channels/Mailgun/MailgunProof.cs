using System.Net.Http.Headers;
using System.Text;
using Omni.Functions.Channels.Email;

namespace Omni.Functions.Channels.Mailgun;

/// <summary>
/// Finds time, token and signature, which travel inside the body, before anybody has vouched for it: nothing but these short
/// fields is taken out, whatever else the body holds.
/// </summary>
internal static class MailgunProof
{
    /// <summary>Bytes of a field with its own headers; the real ones take some 170.</summary>
    private const int LongestField = 512;

    private const int LongestEvent = 1024 * 1024;

    public static MailgunSignature Find(WebhookRequest request)
    {
        if (FormFields.IsForm(request.ContentType))
            return InForm(request.Body.Span);
        return PostedForm.Boundary(request.ContentType) is { } boundary ? InMultipart(request.Body.Span, boundary) : InEvent(request);
    }

    private static MailgunSignature InForm(ReadOnlySpan<byte> body) =>
        new(Value(body, "&timestamp="u8), Value(body, "&token="u8), Value(body, "&signature="u8));

    private static string? Value(ReadOnlySpan<byte> body, ReadOnlySpan<byte> start)
    {
        var at = body.IndexOf(start);
        if (body.StartsWith(start[1..]))
            at = -1;
        else if (at < 0)
            return null;
        var field = body[(at + 1)..];
        var end = field.IndexOf((byte)'&');
        field = end < 0 ? field : field[..end];
        return field.Length <= LongestField && FormFields.Parse(field, 1) is [var (_, value)] ? value : null;
    }

    private static MailgunSignature InMultipart(ReadOnlySpan<byte> body, string boundary)
    {
        if (MimeMail.HasTooManyParts(body))
            return default;
        var fields = new Dictionary<string, string>();
        foreach (var range in body.Split(Encoding.UTF8.GetBytes($"\n--{boundary}")))
        {
            var part = body[range];
            if (part.Length <= LongestField && Field(Encoding.UTF8.GetString(part)) is var (name, value))
                fields.TryAdd(name, value);
        }

        return new(fields.GetValueOrDefault("timestamp"), fields.GetValueOrDefault("token"), fields.GetValueOrDefault("signature"));
    }

    /// <summary>Null for a file.</summary>
    private static (string Name, string Value)? Field(string part)
    {
        using var lines = new StringReader(part);
        lines.ReadLine(); // The rest of the delimiter's.
        const string Disposition = "Content-Disposition:";
        string? name = null;
        while (lines.ReadLine() is { Length: > 0 } header)
        {
            if (header.StartsWith(Disposition, StringComparison.OrdinalIgnoreCase)
                && ContentDispositionHeaderValue.TryParse(header[Disposition.Length..], out var disposition)
                && disposition is { FileName: null, FileNameStar: null })
            {
                name = disposition.Name?.Trim('"');
            }
        }

        return name is null ? null : (name, lines.ReadToEnd().TrimEnd('\r'));
    }

    private static MailgunSignature InEvent(WebhookRequest request)
    {
        if (request.Body.Length > LongestEvent || JsonBody.Parse(request) is not { } json)
            return default;
        var signature = json.At("signature"u8);
        return new(signature.Text("timestamp"u8), signature.Text("token"u8), signature.Text("signature"u8));
    }
}
