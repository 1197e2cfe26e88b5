using Omni.Functions.Channels.Email;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Mailbox;

/// <summary>A mail of a mailbox as a contact.</summary>
internal static class MailboxNormaliser
{
    public const string Provider = "mailbox";

    public static NormalisedRequest Normalise(MailboxMessage message, string mailbox)
    {
        var parts = new NormalisedRequestBuilder();
        var headers = Headers(message);
        MailContact.Read(
            new Mail
            {
                Provider = Provider,
                Account = mailbox,
                Headers = headers,
                Sender = MailSender.Read(headers.Raw("From")),
                Subject = message.Subject,
                Text = message.Text,
                Html = message.Html,
                Attachments = message.Attachments,
            },
            message.ReceivedAt,
            parts);
        return parts.Build("");
    }

    /// <summary>Those of the mail; what it lacks is told by the mailbox itself, for mail that never left the house.</summary>
    private static MailHeaders Headers(MailboxMessage message)
    {
        var headers = new MailHeaders();
        foreach (var (name, value) in message.Headers)
            headers.Add(name, value);
        AddMissing("Message-ID", message.InternetMessageId);
        AddMissing("From", Written(message.From));
        AddMissing("Reply-To", Written(message.ReplyTo));
        return headers;

        void AddMissing(string name, string? value)
        {
            if (value is not null && headers.Raw(name) is null)
                headers.Add(name, value);
        }
    }

    private static string? Written(MailboxParty? party) => EmailAddress.Canonical(party?.Address) is { } address ? $"<{address}>" : null;
}
