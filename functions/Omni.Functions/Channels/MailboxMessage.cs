using Omni.Functions.Contacts;

namespace Omni.Functions.Channels;

/// <summary>A mail as a mailbox in Exchange Online keeps it.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/resources/message</remarks>
public sealed record MailboxMessage
{
    /// <summary>Of the mailbox; the same after a move within it.</summary>
    public required string Id { get; init; }

    /// <summary>When the mailbox got it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public string? Subject { get; init; }

    /// <summary>The whole body; one of both.</summary>
    public string? Html { get; init; }

    public string? Text { get; init; }

    /// <summary>What it adds to its conversation, as HTML; null when the mailbox found nothing, or does not say.</summary>
    public string? UniqueHtml { get; init; }

    /// <summary>As the mail came, the topmost first.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Canonical or not; those of the message, for where its headers have none.</summary>
    public MailboxParty? From { get; init; }

    public MailboxParty? ReplyTo { get; init; }

    public string? InternetMessageId { get; init; }

    /// <summary>The files, each by the id under which it can be fetched; links to files in a cloud are in <see cref="Links"/>.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    public IReadOnlyList<string> Links { get; init; } = [];
}

/// <param name="Address">As written.</param>
/// <param name="Name">As shown; null when there is none.</param>
public sealed record MailboxParty(string? Address, string? Name);
