using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Replies;

/// <summary>Sends messages over one provider.</summary>
public interface IReplySender
{
    /// <summary>The name in <c>/api/webhooks/{provider}</c>.</summary>
    string Provider { get; }

    /// <summary>Whether it can answer there where the contact came from.</summary>
    bool Answers(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return contact.Provider == Provider;
    }

    int LongestText { get; }

    /// <summary>Null where it takes none.</summary>
    OutgoingFileRules? Files => null;

    /// <summary>So long after the person's last message may be written freely; null for ever.</summary>
    TimeSpan? Window { get; }

    /// <summary>The provider knows a message again by its id: asking once more sends nothing twice.</summary>
    bool IsRepeatable { get; }

    /// <summary>What can be pressed is shown to be pressed; elsewhere it is part of the text.</summary>
    bool ShowsChoices => false;

    /// <summary>Never throws for what the provider or the way to it does.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellation);
}

/// <summary>Those whose secrets are set.</summary>
public sealed class ReplySenders(IEnumerable<IReplySender> senders)
{
    private readonly Dictionary<string, IReplySender> known = senders.ToDictionary(static sender => sender.Provider, StringComparer.Ordinal);

    public IEnumerable<string> Providers => known.Keys;

    /// <returns>Null when nobody can be written to over this provider.</returns>
    public IReplySender? Find(string provider) => known.GetValueOrDefault(provider);
}
