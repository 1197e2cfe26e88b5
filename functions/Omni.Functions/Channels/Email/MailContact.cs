using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MimeKit.Utils;
using Omni.Functions.Channels.Email.Threading;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>What all mail has in common, whoever delivers it.</summary>
internal static class MailContact
{
    public const string Channel = OutgoingMail.Channel;
    private const string DateHeader = "Date";
    private const int MostFiles = 200;

    // Nobody sent mail before, and no clock of a mail server is a day fast.
    private static readonly DateTimeOffset FirstMail = new(1982, 8, 13, 0, 0, 0, TimeSpan.Zero);

    public static void Read(Mail mail, MailSettings settings, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        var addressed = mail.Account;
        mail = mail with { Account = ReplyToken.Mailbox(settings.ReplyKey, addressed) };
        var raw = mail.Headers.ToJson();
        var id = mail.ProviderMessageId ?? mail.Headers.MessageId("Message-ID") ?? Fingerprint(mail, raw);
        if (AutomaticMail.IsOurs(mail.Headers, settings.ReplyKey))
            parts.Ignore(IgnoredReason.Echo, raw, id);
        else if (DeliveryFailure.Of(mail) is { Count: > 0 } failures)
            MailReceipt.Read(mail, id, failures, settings.ReplyKey, UtcMilliseconds.Cut(receivedAt), parts);
        else if (AutomaticMail.Is(mail.Headers, mail.EnvelopeSender, mail.Sender.Address))
            parts.Ignore(IgnoredReason.AutomaticMail, raw, id);
        else
            parts.Add(Contact(mail, addressed, settings, id, UtcMilliseconds.Cut(receivedAt), raw));
    }

    /// <summary>A time that has not come yet, or came before there was mail, is a wrong clock.</summary>
    public static DateTimeOffset OccurredAt(MailHeaders headers, DateTimeOffset receivedAt) =>
        headers.Raw(DateHeader) is { } date && DateUtils.TryParse(date, out var time) && time < receivedAt && time > FirstMail ? UtcMilliseconds.Cut(time) : receivedAt;

    private static Contact Contact(Mail mail, string addressed, MailSettings settings, string id, DateTimeOffset receivedAt, JsonElement raw)
    {
        var person = MailPerson.Of(mail, settings.AuthenticationServer);
        var thread = MailThread.Of(settings.ReplyKey, mail.Headers, person.Party, addressed, mail.Subject, id);
        var body = MailBody.Of(mail);
        return new Contact
        {
            Id = mail.ContactId ?? ContactId.From(mail.Provider, mail.Account, id),
            Channel = Channel,
            Provider = mail.Provider,
            Account = mail.Account,
            Kind = ContactKind.Message,
            ProviderMessageId = id,
            Thread = thread.Id,
            From = new ContactSender { Identities = person.Identity is { } identity ? [identity] : [], DisplayName = person.DisplayName },
            ReplyTo = MailSender.Read(mail.Headers.Raw("Reply-To")).Address ?? mail.Sender.Address,
            Subject = string.IsNullOrEmpty(mail.Subject) ? null : mail.Subject,
            Text = body.Text,
            Html = body.Html,
            Attachments = [.. body.Files, .. mail.Attachments.Take(MostFiles)],
            Extras = Extras(mail, person, thread, body),
            OccurredAt = OccurredAt(mail.Headers, receivedAt),
            ReceivedAt = receivedAt,
            Raw = raw,
        };
    }

    private static IReadOnlyDictionary<string, JsonElement> Extras(Mail mail, MailPerson person, MailThread thread, MailBody body) => mail.Extras
        .Add(ContactExtras.ReplyToMessageId, EmailJson.Element(mail.Headers.MessageId("In-Reply-To")))
        .Add("relatedThread", EmailJson.Element(thread.RelatedTo))
        .Add("subjectChanged", EmailJson.Flag(thread.IsSubjectChanged))
        .Add("relay", EmailJson.Element(person.Relay))
        .Add("sentBy", EmailJson.Element(person.SentBy))
        .Add("fullText", EmailJson.Element(body.FullText))
        .Add("filesLeftOut", EmailJson.Count(mail.Attachments.Count - MostFiles))
        .Build();

    /// <summary>For mail without an id: its headers hold the way it took, so no two are alike.</summary>
    private static string Fingerprint(Mail mail, JsonElement headers) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{headers.GetRawText()}\n{mail.Text}\n{mail.Html}")));
}
