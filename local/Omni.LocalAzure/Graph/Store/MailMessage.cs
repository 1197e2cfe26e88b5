using System.Text.Json.Serialization;

namespace Omni.LocalAzure.Graph.Store;

/// <summary>What a message says, without where it lies.</summary>
public sealed record MailMessage
{
    public string? Subject { get; init; }

    /// <summary><c>low</c>, <c>normal</c> or <c>high</c>.</summary>
    public string Importance { get; init; } = "normal";

    public MailParty? From { get; init; }

    public MailParty? Sender { get; init; }

    public IReadOnlyList<MailParty> ToRecipients { get; init; } = [];

    public IReadOnlyList<MailParty> CcRecipients { get; init; } = [];

    public IReadOnlyList<MailParty> BccRecipients { get; init; } = [];

    public IReadOnlyList<MailParty> ReplyTo { get; init; } = [];

    public MailBody Body { get; init; } = new(IsHtml: false, "");

    /// <summary>What the message adds to its conversation, in the form of <see cref="Body"/>.</summary>
    public string UniqueBody { get; init; } = "";

    /// <summary>With its angle brackets.</summary>
    public string? InternetMessageId { get; init; }

    /// <summary>The message that is answered.</summary>
    public string? InReplyTo { get; init; }

    public IReadOnlyList<string> References { get; init; } = [];

    public string ConversationId { get; init; } = "";

    /// <summary>As they came, or those that the sender added.</summary>
    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public bool IsRead { get; init; }

    public bool IsDraft { get; init; }

    /// <summary>False when all files are part of the text.</summary>
    public bool HasAttachments { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset SentAt { get; init; }

    public DateTimeOffset ModifiedAt { get; init; }

    [JsonIgnore]
    public IEnumerable<MailParty> Recipients => [.. ToRecipients, .. CcRecipients, .. BccRecipients];
}

public sealed record MailParty(string? Name, string? Address);

public sealed record MailBody(bool IsHtml, string Content);

public sealed record MailHeader(string Name, string Value);

/// <summary>A message where it lies.</summary>
public sealed record StoredMessage
{
    public required long Number { get; init; }

    public required string Mailbox { get; init; }

    /// <summary>Its id.</summary>
    public required string Folder { get; init; }

    public required string ImmutableId { get; init; }

    /// <summary>Changes with the folder.</summary>
    public required string Id { get; init; }

    /// <summary>When it came into the folder, in the sequence of changes.</summary>
    public required long Entered { get; init; }

    public required long Changed { get; init; }

    /// <summary>The file with what came over the wire; null for what was written here.</summary>
    public string? MimeFile { get; init; }

    public required MailMessage Content { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MailMessage))]
internal sealed partial class MailJson : JsonSerializerContext;
