using Omni.Functions.Channels;

namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>Reads mail by the rules of mail, with what the settings know of the mailboxes.</summary>
public sealed class MailTranslation(ChannelCatalogue channels, MailboxList mailboxes)
{
    public NormalisedRequest Read(MailboxMessage message, Mailbox mailbox) => channels.ReadMail(message, mailbox.Address, mailboxes.Departments);
}
