using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MimeKit.Utils;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>What all mail has in common, whoever delivers it.</summary>
internal static class MailContact
{
    public const string Channel = "email";
    private const string DateHeader = "Date";
    private const int MostFiles = 200;

    public static void Read(Mail mail, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        var raw = mail.Headers.ToJson();
        var id = mail.ProviderMessageId ?? mail.Headers.MessageId("Message-ID") ?? Fingerprint(mail, raw);
        if (AutomaticMail.Is(mail.Headers, mail.EnvelopeSender, mail.Sender.Address))
        {
            parts.Ignore(IgnoredReason.AutomaticMail, raw, id);
            return;
        }

        parts.Add(new Contact
        {
            Id = ContactId.From(mail.Provider, mail.Account, id),
            Channel = Channel,
            Provider = mail.Provider,
            Account = mail.Account,
            Kind = ContactKind.Message,
            ProviderMessageId = id,
            Thread = Thread(mail.Headers) ?? id,
            From = From(mail),
            ReplyTo = MailSender.Read(mail.Headers.Raw("Reply-To")).Address ?? mail.Sender.Address,
            Subject = NotEmpty(mail.Subject),
            Text = NotEmpty(mail.Text),
            Html = NotEmpty(mail.Html),
            Attachments = [.. mail.Attachments.Take(MostFiles)],
            Extras = mail.Extras
                .Add(ContactExtras.ReplyToMessageId, EmailJson.Element(mail.Headers.MessageId("In-Reply-To")))
                .Add("filesLeftOut", EmailJson.Count(mail.Attachments.Count - MostFiles))
                .Build(),
            OccurredAt = OccurredAt(mail.Headers, UtcMilliseconds.Cut(receivedAt)),
            ReceivedAt = UtcMilliseconds.Cut(receivedAt),
            Raw = raw,
        });
    }

    private static ContactSender From(Mail mail) => new()
    {
        Identities = mail.Sender.Address is { } address
            ? [new Identity(IdentityKind.Email, address, MailTrust.Of(mail.Headers, mail.Sender, mail.AuthenticationServer))]
            : [],
        DisplayName = mail.Sender.DisplayName,
    };

    /// <summary>The mail that began it, which every answer to it names first.</summary>
    private static string? Thread(MailHeaders headers) =>
        headers.MessageId("References") ?? headers.MessageId("In-Reply-To") ?? headers.MessageId("Message-ID");

    /// <summary>A time that has not come yet is a wrong clock.</summary>
    private static DateTimeOffset OccurredAt(MailHeaders headers, DateTimeOffset receivedAt) =>
        headers.Raw(DateHeader) is { } date && DateUtils.TryParse(date, out var time) && time < receivedAt ? UtcMilliseconds.Cut(time) : receivedAt;

    /// <summary>For mail without an id: its headers hold the way it took, so no two are alike.</summary>
    private static string Fingerprint(Mail mail, JsonElement headers) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{headers.GetRawText()}\n{mail.Text}\n{mail.Html}")));

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
