using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Vonage;

/// <summary>Who wrote: digits on the channels of phones, a page's own id of the person on Messenger.</summary>
internal static class VonageSender
{
    public static ContactSender Of(string channel, string sender, JsonElement profile = default, string? userId = null)
    {
        var identities = new List<Identity>(2);
        if (channel == "messenger")
            identities.Add(new("messenger_psid", sender, Trust.Verified));
        else if (char.IsAsciiDigit(sender[0]) && PhoneNumber.FromInternationalDigits(sender) is { } phone)
            identities.Add(new(IdentityKind.Phone, phone, channel is "whatsapp" or "viber" ? Trust.Verified : Trust.Asserted));

        // People with a username may write without a number; then the sender is their business-scoped id.
        if (channel == "whatsapp" && (userId ?? (char.IsAsciiLetter(sender[0]) ? sender : null)) is { } scoped)
            identities.Add(new("wa_bsuid", scoped, Trust.Verified));
        return new() { Identities = identities, DisplayName = profile.Text("name"u8)?.Trim() is { Length: > 0 } name ? name : null };
    }
}
