using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels;

/// <summary>A provider says that somebody may be written to, or may not any more. That is no contact that counts.</summary>
internal static class ConsentContact
{
    /// <param name="provider">Who says it; the channel is of the same name.</param>
    /// <param name="account">Our address there.</param>
    /// <param name="id">The provider's, of the event.</param>
    /// <param name="person">Whom it is about.</param>
    /// <param name="consents">What is said.</param>
    /// <param name="at">Since when.</param>
    /// <param name="receivedAt">When the request came.</param>
    /// <param name="raw">The event.</param>
    public static Contact Of(string provider, string account, string id, ContactSender person, IReadOnlyList<Consent> consents, DateTimeOffset? at, DateTimeOffset receivedAt, JsonElement raw) => new()
    {
        Id = ContactId.From(provider, account, id),
        Channel = provider,
        Provider = provider,
        Account = account,
        Kind = ContactKind.Consent,
        ProviderMessageId = id,
        From = person,
        Consents = consents,
        OccurredAt = at ?? UtcMilliseconds.Cut(receivedAt),
        ReceivedAt = UtcMilliseconds.Cut(receivedAt),
        Raw = raw,
    };

    /// <summary>Who can be written to again may be answered; who cannot gets nothing at all.</summary>
    public static IReadOnlyList<Consent> Subscription(string channel, bool given) => given ? [new(channel, ConsentPurpose.Service, true)] : OptOutWords.Everything(channel, given: false);
}
