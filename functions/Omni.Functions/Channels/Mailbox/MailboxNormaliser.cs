using System.Text.Json;
using Omni.Functions.Channels.Email;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Mailbox;

/// <summary>A mail of a mailbox as a contact.</summary>
internal static class MailboxNormaliser
{
    public const string Provider = "mailbox";

    /// <param name="message">As the mailbox keeps it.</param>
    /// <param name="mailbox">The canonical address of ours.</param>
    /// <param name="departments">Who reads which of our mailboxes, by canonical address.</param>
    /// <param name="key">Proves that a reply token is ours.</param>
    public static NormalisedRequest Normalise(MailboxMessage message, string mailbox, IReadOnlyDictionary<string, string> departments, ReplyKey key)
    {
        var parts = new NormalisedRequestBuilder();
        var mail = MailOf(message, mailbox);
        var addressed = SharedMail.SentTo(mail.Headers, departments.Keys.ToHashSet(StringComparer.Ordinal));
        var id = message.InternetMessageId?.Trim().Trim('<', '>') is { Length: > 0 } told ? told : message.Id;
        MailContact.Read(
            mail with { ProviderMessageId = id, ContactId = SharedMail.ContactId(Provider, mail, id) },
            new MailSettings(MailTrust.ExchangeOnline, key),
            message.ReceivedAt,
            parts);
        var content = parts.Build("");
        return content with { Contacts = [.. content.Contacts.Select(contact => Told(contact, mailbox, addressed, departments))] };
    }

    /// <summary>A copy that the mail does not name, by a list or a blind copy, is news of the contact: nobody else tells of its department.</summary>
    private static Contact Told(Contact contact, string mailbox, IReadOnlyList<string> addressed, IReadOnlyDictionary<string, string> departments) => contact with
    {
        Departments = [.. addressed.Append(mailbox).Select(address => departments.GetValueOrDefault(address)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Revision = addressed.Contains(mailbox) ? null : $"in-{ContactId.From(Provider, mailbox, "copy")}",
    };

    private static Mail MailOf(MailboxMessage message, string mailbox)
    {
        var headers = Headers(message);
        return new Mail
        {
            Provider = Provider,
            Account = mailbox,
            Headers = headers,
            Sender = MailSender.Read(headers.Raw("From")),
            Subject = message.Subject,
            Text = message.Text,
            Html = message.Html,
            UniqueText = message.UniqueHtml is { } unique ? MailBody.TextOf(unique) : null,
            Attachments = message.Attachments,
            Extras = new ContactExtras().Add("links", message.Links.Count > 0 ? JsonSerializer.SerializeToElement([.. message.Links], EmailJson.Default.StringArray) : default),
        };
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

    private static string? Written(MailboxParty? party) =>
        EmailAddress.Canonical(party?.Address) is { } address ? MailSender.Written(address, party?.Name) : null;
}
