using System.Text;

namespace Omni.LocalAzure.Providers;

/// <summary>What the providers ask of whoever wants a file, or something sent: the same settings as the app's.</summary>
public sealed record ProviderSecrets
{
    public required string WhatsAppToken { get; init; }

    public required string MessengerToken { get; init; }

    public required string InstagramToken { get; init; }

    public required string ViberToken { get; init; }

    public required string VkToken { get; init; }

    public required string TelegramToken { get; init; }

    public required string TwilioAccount { get; init; }

    public required string TwilioToken { get; init; }

    public string TwilioAuthorization => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TwilioAccount}:{TwilioToken}"))}";

    public string MetaTokenOf(string provider) => provider switch { "whatsapp" => WhatsAppToken, "messenger" => MessengerToken, _ => InstagramToken };

    /// <param name="read">Gives a setting by its name; what is not set opens no door.</param>
    public static ProviderSecrets From(Func<string, string?> read)
    {
        return new()
        {
            WhatsAppToken = Of("Channels__WhatsApp__AccessToken"),
            MessengerToken = Of("Channels__Messenger__AccessToken"),
            InstagramToken = Of("Channels__Instagram__AccessToken"),
            ViberToken = Of("Channels__Viber__AuthToken"),
            VkToken = Of("Channels__Vk__AccessToken"),
            TelegramToken = Of("Channels__Telegram__BotToken"),
            TwilioAccount = Of("Channels__Twilio__AccountSid"),
            TwilioToken = Of("Channels__Twilio__AuthToken"),
        };

        string Of(string name) => read(name) is { Length: > 0 } value ? value : Guid.NewGuid().ToString("N");
    }
}
