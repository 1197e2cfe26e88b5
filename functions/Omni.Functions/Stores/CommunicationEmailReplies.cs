using Azure;
using Omni.Azure.Communication.Email;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Replies;
using EmailAddress = Omni.Azure.Communication.Email.EmailAddress;

namespace Omni.Functions.Stores;

/// <summary>Mail over Communication Services, for what came by a provider that only receives. The operation has the id of the message, so that it is sent once however often it is asked for.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/communication/email/email/send</remarks>
public sealed class CommunicationEmailReplies(EmailClient client, ChannelCatalogue channels, TimeProvider clock) : IReplySender
{
    public string Provider => ReplyOptions.CommunicationEmail;

    public int LongestText => ReplyRequest.LongestText;

    public OutgoingFileRules? Files { get; } = new(ReplyFile.Most, ReplyFile.LargestSum, WantsContent: true);

    public TimeSpan? Window => null;

    public bool IsRepeatable => true;

    /// <summary>Nothing comes by it.</summary>
    public bool Answers(Contact contact) => false;

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        return CommunicationFailures.GuardAsync(
            async () => new MessageSent((await client.SendAsync(WaitUntil.Started, Written(message), Guid.ParseExact(message.Id, "N"), cancellation)).Id), clock, cancellation);
    }

    private EmailMessage Written(OutgoingMessage message)
    {
        var mail = channels.MailOf(message);
        var written = new EmailMessage(message.Account, message.To, new EmailContent(mail.Subject) { PlainText = message.Text, Html = message.Html })
        {
            Headers = { ["Message-ID"] = mail.InternetId },
            ReplyTo = { new EmailAddress(mail.AnswersTo) },
            UserEngagementTrackingDisabled = true,
        };
        foreach (var file in message.Files)
            written.Attachments.Add(new EmailAttachment(file.Name, file.ContentType, BinaryData.FromBytes(file.Content.GetValueOrDefault())));
        if (message.InReplyTo is { } answered && IsMessageId(answered))
            (written.Headers["In-Reply-To"], written.Headers["References"]) = ($"<{answered}>", $"<{answered}>");
        return written;
    }

    /// <summary>What came without one has an id of ours, and what is no mail one of another kind.</summary>
    private static bool IsMessageId(string id) => id.IndexOf('@', StringComparison.Ordinal) > 0 && id.All(static letter => letter is > ' ' and < '\x7f' and not ('<' or '>'));
}
