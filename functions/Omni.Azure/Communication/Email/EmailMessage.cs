namespace Omni.Azure.Communication.Email;

/// <summary>A mail to be sent.</summary>
public sealed class EmailMessage
{
    public EmailMessage(string senderAddress, string recipientAddress, EmailContent content)
        : this(senderAddress, new EmailRecipients([new EmailAddress(recipientAddress)]), content)
    {
    }

    public EmailMessage(string senderAddress, EmailRecipients recipients, EmailContent content)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(senderAddress);
        ArgumentNullException.ThrowIfNull(recipients);
        ArgumentNullException.ThrowIfNull(content);
        (SenderAddress, Recipients, Content) = (senderAddress, recipients, content);
    }

    /// <summary>An address of a verified domain.</summary>
    public string SenderAddress { get; }

    public EmailRecipients Recipients { get; }

    public EmailContent Content { get; }

    public IList<EmailAttachment> Attachments { get; } = [];

    public IList<EmailAddress> ReplyTo { get; } = [];

    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public bool? UserEngagementTrackingDisabled { get; set; }
}

public sealed class EmailContent
{
    public EmailContent(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        Subject = subject;
    }

    public string Subject { get; }

    public string? PlainText { get; set; }

    public string? Html { get; set; }
}

public sealed class EmailRecipients
{
    public EmailRecipients(IEnumerable<EmailAddress> to)
    {
        ArgumentNullException.ThrowIfNull(to);
        To = [.. to];
    }

    public IList<EmailAddress> To { get; }
}

public readonly record struct EmailAddress
{
    public EmailAddress(string address)
        : this(address, null)
    {
    }

    public EmailAddress(string address, string? displayName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        (Address, DisplayName) = (address, displayName);
    }

    public string Address { get; }

    public string? DisplayName { get; }
}

public sealed class EmailAttachment
{
    public EmailAttachment(string name, string contentType, BinaryData content)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(contentType);
        ArgumentNullException.ThrowIfNull(content);
        (Name, ContentType, Content) = (name, contentType, content);
    }

    public string Name { get; }

    public string ContentType { get; }

    public BinaryData Content { get; }
}
