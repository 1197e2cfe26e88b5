using System.Globalization;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Telegram;

/// <summary>Reads a Telegram user.</summary>
/// <remarks>https://core.telegram.org/bots/api#user</remarks>
internal static class TelegramSender
{
    public static ContactSender Of(JsonElement user, long userId, JsonElement card = default)
    {
        var identities = new List<Identity>(3) { new("telegram_user_id", userId.ToString(CultureInfo.InvariantCulture), Trust.Verified) };

        // A username changes hands, and Telegram does not tell its letter cases apart.
        if (user.Text("username"u8) is { } username)
            identities.Add(new("telegram_username", username.ToLowerInvariant(), Trust.Asserted));

        // Telegram fills in the owner's id: only the own card proves the phone. Others' cards are content.
        if (card.Whole("user_id"u8) == userId && OwnPhone(card) is { } phone)
            identities.Add(new(IdentityKind.Phone, phone, Trust.Verified));

        return new() { Identities = identities, DisplayName = Name(user), Language = user.Text("language_code"u8) };
    }

    private static string? OwnPhone(JsonElement card) => PhoneNumber.FromInternationalDigits(card.Text("phone_number"u8));

    private static string? Name(JsonElement user)
    {
        var name = string.Join(' ', user.Text("first_name"u8)?.Trim(), user.Text("last_name"u8)?.Trim()).Trim();
        return name.Length > 0 ? name : null;
    }
}
