using System.Text;
using Omni.Functions.Channels;
using Omni.Functions.Channels.Email;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels.Email;

/// <summary>Mails made of a few headers and a body, as a mailbox or a provider gives them.</summary>
internal static class MailKit
{
    public const string Desk = "help@in.example.com";

    public static readonly DateTimeOffset ReceivedAt = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public static Mail Mail(string headers, string? text = null, string? html = null)
    {
        var read = MailHeaders.Read(Encoding.UTF8.GetBytes(headers));
        return new Mail
        {
            Provider = "postmark",
            Account = Desk,
            Headers = read,
            Sender = MailSender.Read(read.Raw("From")),
            Subject = read.Text("Subject"),
            Text = text,
            Html = html,
        };
    }

    public static NormalisedRequest Read(Mail mail, string? authenticationServer = null)
    {
        var parts = new NormalisedRequestBuilder();
        MailContact.Read(mail, new MailSettings(authenticationServer, Samples.ReplyKey), ReceivedAt, parts);
        return parts.Build("");
    }

    public static Contact Contact(Mail mail, string? authenticationServer = null) => Read(mail, authenticationServer).Contacts.Single();
}
