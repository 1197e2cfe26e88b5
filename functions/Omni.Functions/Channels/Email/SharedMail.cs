using System.Text;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>One mail that lies in several mailboxes of the business: one contact, whichever copy is read first.</summary>
internal static class SharedMail
{
    private const string AnyMailbox = "any mailbox";

    /// <summary>
    /// The same for each copy. Some senders give one <c>Message-ID</c> to many mails, and others might on purpose, so that theirs is taken for
    /// another's: who sent it, when, and under which subject count as well.
    /// </summary>
    /// <param name="provider">As in <see cref="Contact.Provider"/>.</param>
    /// <param name="mail">The mail.</param>
    /// <param name="messageId">Its <c>Message-ID</c> without angle brackets; where it is missing the mailbox's own id, which no other copy has.</param>
    public static string ContactId(string provider, Mail mail, string messageId)
    {
        var date = mail.Headers.Raw("Date") is { } raw ? Encoding.UTF8.GetString(raw).Trim() : "";
        return Contacts.ContactId.From(provider, AnyMailbox, string.Join('\u001e', messageId, mail.Sender.Address, date, mail.Subject?.Trim()));
    }

    /// <summary>Those of our mailboxes that a mail was sent to, in the order of its headers: each copy tells all departments that have one.</summary>
    /// <param name="headers">All headers of the mail.</param>
    /// <param name="mailboxes">Canonical addresses.</param>
    public static IReadOnlyList<string> SentTo(MailHeaders headers, IReadOnlySet<string> mailboxes) =>
        [.. headers.Addresses("To").Concat(headers.Addresses("Cc")).Select(EmailAddress.Canonical).OfType<string>().Where(mailboxes.Contains).Distinct()];
}
