using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>A mail as any provider tells it.</summary>
internal sealed record Mail
{
    public required string Provider { get; init; }

    /// <summary>The address of ours it was delivered to.</summary>
    public required string Account { get; init; }

    public required MailHeaders Headers { get; init; }

    public required MailSender Sender { get; init; }

    /// <summary>Null: the <c>Message-ID</c> is the id.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>Null: made of provider, account and the message's id. See <see cref="SharedMail"/>.</summary>
    public string? ContactId { get; init; }

    /// <summary>Where bounces go; empty for mail that must not bounce; null when the provider does not tell.</summary>
    public string? EnvelopeSender { get; init; }

    public string? Subject { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    /// <summary>What a mailbox's own server found to be new in it, as plain text; null when it does not tell.</summary>
    public string? UniqueText { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    public ContactExtras Extras { get; init; } = new();
}
