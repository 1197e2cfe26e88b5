using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Utils;

namespace Omni.Functions.Channels.Email;

/// <summary>
/// The headers of a mail in their order, as raw as they were given: an encoded name may hold what would pass for an address
/// once it is decoded, so each is decoded only after it was taken apart.
/// </summary>
internal sealed partial class MailHeaders
{
    private const int LongestAddressed = 50_000;

    private readonly List<KeyValuePair<string, byte[]>> all = [];

    public bool IsEmpty => all.Count == 0;

    /// <summary>A header block as in a mail; none when there are more than people send.</summary>
    public static MailHeaders Read(ReadOnlyMemory<byte> block)
    {
        byte[] bytes = [.. block.Span, .. "\r\n\r\n"u8];
        if (!HeaderLimits.Hold(bytes, MimeMail.Limits, static reader => reader.ReadHeaders()))
            return new MailHeaders();
        using var stream = new MemoryStream(bytes);
        try
        {
            return Of(HeaderList.Load(MimeMail.Limits, stream));
        }
        catch (FormatException)
        {
            return new MailHeaders();
        }
    }

    public static MailHeaders Of(HeaderList list)
    {
        var headers = new MailHeaders();
        foreach (var header in list)
            headers.all.Add(new(header.Field, header.RawValue));
        return headers;
    }

    public void Add(string name, string value) => all.Add(new(name, Encoding.UTF8.GetBytes(value)));

    /// <summary>Null when there is none.</summary>
    public byte[]? Raw(string name)
    {
        foreach (var (key, value) in all)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    public IEnumerable<byte[]> EachRaw(string name) =>
        all.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    /// <summary>Unfolded, decoded and trimmed; null when there is none or nothing in it.</summary>
    public string? Text(string name) => Raw(name) is { } raw && Decoded(raw) is { Length: > 0 } text ? text : null;

    /// <summary>The first of the ids in angle brackets; null when there is none.</summary>
    public string? MessageId(string name) =>
        Raw(name) is { } raw ? MimeUtils.EnumerateReferences(raw, 0, raw.Length).FirstOrDefault(static id => id.Length > 0) : null;

    /// <summary>All ids in angle brackets, in their order, without the blanks that folding put into them.</summary>
    public List<string> MessageIds(string name) =>
        Raw(name) is { } raw ? [.. Ids().Matches(Encoding.UTF8.GetString(raw)).Select(static id => Blanks().Replace(id.Groups[1].Value, "")).Where(static id => id.Length > 0)] : [];

    /// <summary>The addresses of a header, as written; those of all headers of that name.</summary>
    public IEnumerable<string> Addresses(string name) => EachRaw(name)
        .Where(static raw => raw.Length <= LongestAddressed)
        .SelectMany(static raw => InternetAddressList.TryParse(MimeMail.Limits, raw, out var list) ? list.Mailboxes.Select(static mailbox => mailbox.Address) : []);

    [GeneratedRegex("<([^<>]{1,998})>")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    /// <summary>Pairs of name and value.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(
        all.ConvertAll(static header => new[] { header.Key, Decoded(header.Value) }), EmailJson.Default.ListStringArray);

    private static string Decoded(byte[] raw) => Rfc2047.DecodeText(MimeMail.Limits, raw).Trim();
}
