using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>A file of a contact: at first where it can be fetched, by exactly one of <see cref="FileId"/> and <see cref="Url"/>, later where it is kept.</summary>
public sealed record Attachment
{
    /// <summary>The provider's file id, when it is fetched by id.</summary>
    public string? FileId { get; init; }

    /// <summary>The address, when it is fetched by address.</summary>
    public string? Url { get; init; }

    public string? Name { get; init; }

    /// <summary>MIME type with its parameters, as sent; once the file is kept, what its bytes are, or <c>application/octet-stream</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>What the sender said it is, where its bytes say something else.</summary>
    public string? DeclaredType { get; init; }

    /// <summary>Bytes; once the file is kept, counted.</summary>
    public long? Size { get; init; }

    /// <summary>Lower-case hex: as the provider gives it; once the file is kept, computed.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its name in our container of attachments, once it is kept.</summary>
    public string? Blob { get; init; }

    /// <summary>Null for a file that is not kept.</summary>
    public ScanState? Scan { get; init; }

    /// <summary>Why it never will be kept; null for one that is, or may yet be.</summary>
    public AttachmentProblem? Problem { get; init; }

    /// <summary>The bytes of a file that came with the request, until they are kept under <see cref="Blob"/>.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>Whether it has yet to be fetched.</summary>
    [JsonIgnore]
    public bool IsToBeFetched => (FileId ?? Url) is not null && Blob is null && Problem is null;

    /// <summary>The files of one contact as two tell of them, by their position: of each, what is known most.</summary>
    public static IReadOnlyList<Attachment> Join(IReadOnlyList<Attachment> left, IReadOnlyList<Attachment> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var (longer, shorter) = left.Count >= right.Count ? (left, right) : (right, left);
        return [.. longer.Select((file, at) => at < shorter.Count ? Join(file, shorter[at]) : file)];
    }

    /// <summary>The one of which more is known, with the graver finding of the two: the same whichever comes first.</summary>
    public static Attachment Join(Attachment left, Attachment right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var scan = left.Scan is null || right.Scan > left.Scan ? right.Scan ?? left.Scan : left.Scan;
        return (AttachmentOrder.Instance.Compare(left, right) >= 0 ? left : right) with { Scan = scan };
    }
}

/// <summary>Ordered: a later one outweighs an earlier one.</summary>
[JsonConverter(typeof(WordConverter<ScanState>))]
public enum ScanState
{
    [JsonStringEnumMemberName("not-scanned")]
    NotScanned,

    Clean,
    Infected,
}

/// <summary>Why a file could not be fetched.</summary>
[JsonConverter(typeof(WordConverter<AttachmentProblem>))]
public enum AttachmentProblem
{
    /// <summary>More than <c>Attachments__MaxMegabytes</c>.</summary>
    TooLarge,

    /// <summary>Its address leads into a private network, or is none of the web.</summary>
    RefusedAddress,

    /// <summary>The provider does not let us have it: our credentials lack, or it wants none of us.</summary>
    NotAllowed,

    /// <summary>The provider does not have it any more.</summary>
    Gone,

    /// <summary>It could not be had, however often it was asked for.</summary>
    Unavailable,
}
