using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Contacts;

internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static Contact Contact(string id, params Identity[] identities) => new()
    {
        Id = id,
        Channel = "whatsapp",
        Provider = "whatsapp",
        Account = "106540352242922",
        Kind = ContactKind.Message,
        ProviderMessageId = $"wamid.{id}",
        From = new ContactSender { Identities = identities, DisplayName = "Анна" },
        Text = "Добрый день",
        OccurredAt = Noon,
        ReceivedAt = Noon,
    };
}
