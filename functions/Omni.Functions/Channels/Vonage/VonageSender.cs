using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Vonage;

/// <summary>Who wrote: digits on the channels of phones, a page's own id of the person on Messenger.</summary>
internal static class VonageSender
{
    /// <param name="channel">As the contact says it.</param>
    /// <param name="sender">Null when the request names none.</param>
    /// <param name="profile">Of the sender; undefined when there is none.</param>
    /// <param name="userId">WhatsApp's business-scoped id.</param>
    public static ContactSender Of(string channel, string? sender, JsonElement profile = default, string? userId = null)
    {
        var identities = new List<Identity>(2);
        if (channel == "messenger" && sender is not null)
            identities.Add(new(IdentityKind.MessengerPageScopedId, sender, Trust.Verified));
        else if (HasNumbers(channel) && sender is [>= '0' and <= '9', ..] && PhoneNumber.FromInternationalDigits(sender) is { } phone)
            identities.Add(new(IdentityKind.Phone, phone, channel is "whatsapp" or "viber" ? Trust.Verified : Trust.Asserted));

        // People with a username may write without a number; then the sender is their business-scoped id.
        if (channel == "whatsapp" && (userId ?? (sender is [(>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), ..] ? sender : null)) is { } scoped)
            identities.Add(new(IdentityKind.WhatsAppBusinessScopedId, scoped, Trust.Verified));
        return new() { Identities = identities, DisplayName = profile.Text("name"u8)?.Trim() is { Length: > 0 } name ? name : null };
    }

    /// <summary>On a channel nobody knows digits may be anything.</summary>
    private static bool HasNumbers(string channel) => channel is "sms" or "whatsapp" or "viber" or "rcs";
}
