using Omni.Functions.Contacts;

namespace Omni.Functions.Bot;

/// <summary>Whom the bot answers.</summary>
public sealed class BotAudience(BotOptions options)
{
    private const string Connector = "bot";

    /// <summary>Whoever says stop, or asks a provider for help, is not talking to a bot.</summary>
    public bool Includes(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return contact is { Direction: "inbound", Kind: ContactKind.Message or ContactKind.Chat, Revision: null, Consents: null, ReplyTo: not null, From.Decisive.Count: > 0 }
            && (contact.Provider == Connector || options.Channels.Contains(contact.Channel));
    }
}
