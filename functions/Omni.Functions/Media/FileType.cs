using System.Text;
using System.Text.Unicode;

namespace Omni.Functions.Media;

/// <summary>
/// What a file is by its first bytes, and not by what its sender says. Only passive kinds have a type of their own; whatever a browser or an office
/// program would run, and whatever is not known, is <see cref="Unknown"/>. Nothing is opened or unpacked.
/// </summary>
public static class FileType
{
    public const string Unknown = "application/octet-stream";

    /// <summary>Bytes that are looked at.</summary>
    public const int HeadLength = 4096;

    private static readonly (byte[] Head, int At, string Type)[] Signatures =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], 0, "image/png"),
        ([0xFF, 0xD8, 0xFF], 0, "image/jpeg"),
        ("GIF87a"u8.ToArray(), 0, "image/gif"),
        ("GIF89a"u8.ToArray(), 0, "image/gif"),
        ("II*\0"u8.ToArray(), 0, "image/tiff"),
        ("MM\0*"u8.ToArray(), 0, "image/tiff"),
        ("%PDF-"u8.ToArray(), 0, "application/pdf"),
        ("OggS"u8.ToArray(), 0, "audio/ogg"),
        ("ID3"u8.ToArray(), 0, "audio/mpeg"),
        ("fLaC"u8.ToArray(), 0, "audio/flac"),
        ("#!AMR"u8.ToArray(), 0, "audio/amr"),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, "video/webm"),
        ("ftypheic"u8.ToArray(), 4, "image/heic"),
        ("ftypavif"u8.ToArray(), 4, "image/avif"),
        ("ftypM4A"u8.ToArray(), 4, "audio/mp4"),
        ("ftyp3gp"u8.ToArray(), 4, "video/3gpp"),
        ("ftypqt"u8.ToArray(), 4, "video/quicktime"),
        ("ftyp"u8.ToArray(), 4, "video/mp4"),
        ("WEBP"u8.ToArray(), 8, "image/webp"),
        ("WAVE"u8.ToArray(), 8, "audio/wav"),
        ("PK\x03\x04"u8.ToArray(), 0, Archive),
    ];

    private const string Archive = "application/zip";

    /// <summary>Archives of a known layout without programs in them; what says so is believed, since both are only kept.</summary>
    private static readonly HashSet<string> Archives = new(StringComparer.OrdinalIgnoreCase)
    {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation",
    };

    /// <summary>Texts that nothing runs.</summary>
    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase) { "text/plain", "text/csv", "text/vcard", "text/x-vcard", "text/calendar" };

    /// <summary>Same bytes, another use.</summary>
    private static readonly Dictionary<string, string[]> Twins = new(StringComparer.Ordinal)
    {
        ["audio/ogg"] = ["video/ogg"],
        ["video/mp4"] = ["audio/mp4"],
        ["video/webm"] = ["audio/webm"],
    };

    /// <param name="head">The first <see cref="HeadLength"/> bytes, or all there are.</param>
    /// <param name="declared">MIME type with its parameters, as sent.</param>
    public static string Of(ReadOnlySpan<byte> head, string? declared) => TypeOf(head, WithoutParameters(declared ?? ""));

    /// <summary>Whether two MIME types are the same but for their parameters.</summary>
    public static bool AreSame(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return WithoutParameters(one) == WithoutParameters(other);
    }

    private static string WithoutParameters(string type) => type.Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>Whether it is one of the types that are given to what is known.</summary>
    public static bool IsPassive(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Signatures.Any(signature => signature.Type == type) || Archives.Contains(type) || Twins.Values.Any(twins => twins.Contains(type))
            || Texts.Any(text => type == $"{text}{Utf8Text}");
    }

    private const string Utf8Text = "; charset=utf-8";

    private static string TypeOf(ReadOnlySpan<byte> head, string said)
    {
        foreach (var (bytes, at, type) in Signatures)
        {
            if (head.Length >= at + bytes.Length && head[at..].StartsWith(bytes))
                return type == Archive && Archives.Contains(said) ? said
                    : Twins.TryGetValue(type, out var twins) && twins.Contains(said) ? said
                    : type;
        }

        if (head is [0xFF, var next, ..] && (next & 0xE6) == 0xE2)
            return "audio/mpeg";
        return Texts.Contains(said) && IsText(head) ? said + Utf8Text : Unknown;
    }

    /// <summary>UTF-8 without control characters and without markup a browser might guess at; cut off within a letter is no harm.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        var end = head.Length;
        for (var back = 0; back < 3 && end > 0 && head.Length == HeadLength && !Utf8.IsValid(head[..end]); back++)
            end--;
        if (!Utf8.IsValid(head[..end]) || head.ContainsAny(Controls))
            return false;
        var text = Encoding.UTF8.GetString(head[..end]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return !text.StartsWith('<');
    }

    private static readonly System.Buffers.SearchValues<byte> Controls =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Select(static n => (byte)n).Except("\t\r\n\f"u8.ToArray()), 0x7F]);
}
