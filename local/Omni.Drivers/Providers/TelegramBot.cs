using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays Telegram's side of a bot's webhook.</summary>
public sealed class TelegramBot(string secretToken)
{
    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) =>
        call.ProvenBy("X-Telegram-Bot-Api-Secret-Token", setting("Channels__Telegram__SecretToken"));

    public SignedRequest Text(long userId, string firstName, string lastName, int messageId, string text, DateTimeOffset at) =>
        Update(userId, firstName, lastName, messageId, at, new { text });

    /// <summary>The customer presses "share my phone number".</summary>
    public SignedRequest OwnPhone(long userId, string firstName, string lastName, int messageId, string phone, DateTimeOffset at) =>
        Update(userId, firstName, lastName, messageId, at, new { contact = new { phone_number = phone, first_name = firstName, last_name = lastName, user_id = userId } });

    public SignedRequest Document(long userId, int messageId, string fileId, string fileName, DateTimeOffset at) =>
        Update(userId, "Sender", "", messageId, at, new { document = new { file_id = fileId, file_name = fileName } });

    private SignedRequest Update(long userId, string firstName, string lastName, int messageId, DateTimeOffset at, object content)
    {
        var message = new Dictionary<string, object>
        {
            ["message_id"] = messageId,
            ["from"] = new { id = userId, is_bot = false, first_name = firstName, last_name = lastName, language_code = "ru" },
            ["chat"] = new { id = userId, first_name = firstName, last_name = lastName, type = "private" },
            ["date"] = at.ToUnixTimeSeconds(),
        };
        foreach (var part in JsonSerializer.SerializeToElement(content).EnumerateObject()) message[part.Name] = part.Value;

        var body = JsonSerializer.SerializeToUtf8Bytes(new { update_id = (userId * 31) + messageId, message });
        return new SignedRequest("telegram", body, "application/json", "X-Telegram-Bot-Api-Secret-Token", secretToken);
    }
}
