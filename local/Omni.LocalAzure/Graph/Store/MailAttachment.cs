namespace Omni.LocalAzure.Graph.Store;

/// <summary>What an attachment is.</summary>
public enum AttachmentKind
{
    File,

    /// <summary>A message within the message.</summary>
    Item,

    /// <summary>A link.</summary>
    Reference,
}

/// <summary>A file of a message, on disk.</summary>
public sealed record MailAttachment
{
    public string Id { get; init; } = MailIds.Attachment();

    public AttachmentKind Kind { get; init; }

    public string? Name { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Without angle brackets.</summary>
    public string? ContentId { get; init; }

    public bool IsInline { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>Its name among the files; null for a link.</summary>
    public string? File { get; init; }

    /// <summary>Where a link leads.</summary>
    public string? Url { get; init; }

    public DateTimeOffset ModifiedAt { get; init; }
}
