namespace Omni.Functions.Channels;

/// <summary>A message on its way to one endpoint of a person.</summary>
public sealed record OutgoingMessage
{
    /// <summary>32 lower-case hex digits, the same each time the message is tried.</summary>
    public required string Id { get; init; }

    /// <summary>The address of ours that it comes from, as the provider names it: the one that the person wrote to.</summary>
    public required string Account { get; init; }

    /// <summary>Whom it goes to, in the provider's own terms: <see cref="Contacts.Contact.ReplyTo"/> of the contact that is answered.</summary>
    public required string To { get; init; }

    public required string Text { get; init; }

    /// <summary>The provider's conversation, where it has one.</summary>
    public string? Thread { get; init; }

    /// <summary>The provider's id of the message that is answered.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Mail only.</summary>
    public string? Subject { get; init; }

    /// <summary>Mail only: the same as the text, for whoever shows it; null where there is the text alone.</summary>
    public string? Html { get; init; }

    public IReadOnlyList<OutgoingFile> Files { get; init; } = [];

    /// <summary>What can be pressed in place of an answer.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What the provider approved, in place of the text, for whoever has not written for long; null where the text is sent.</summary>
    public ApprovedMessage? Approved { get; init; }

    /// <summary>Mail only: the address of ours that the person wrote to, where it is not the one that this comes from.</summary>
    public string? AnswersTo { get; init; }

    /// <summary>The same each time the message is tried.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The address of ours that hears what became of it, for providers that are told with each message; null when ours is not known.</summary>
    public string? ReceiptsTo { get; init; }

    /// <summary>Names the draft that an earlier attempt prepared; null where there is none.</summary>
    public string? Handle { get; init; }
}
