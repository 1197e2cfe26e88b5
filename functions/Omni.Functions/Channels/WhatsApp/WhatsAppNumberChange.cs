using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.WhatsApp;

/// <summary>Somebody took their account to another number: the old one is theirs no longer, and may be anybody's soon.</summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/system</remarks>
internal static class WhatsAppNumberChange
{
    /// <summary>Null for any other notice of the system.</summary>
    public static Contact? ToContact(JsonElement message, string id, string account, JsonElement value, DateTimeOffset receivedAt)
    {
        var notice = message.At("system"u8);
        if (notice.Text("type"u8) != "user_changed_number"
            || PhoneNumber.FromInternationalDigits(notice.Text("wa_id"u8)) is not { } current
            || PhoneNumber.FromInternationalDigits(message.Text("from"u8)) is not { } former || former == current)
            return null;
        return WhatsAppMessage.ToContact(message, id, account, value, receivedAt) with
        {
            Kind = ContactKind.Event,
            From = new ContactSender
            {
                Identities =
                [
                    new(IdentityKind.Phone, current, Trust.Verified),
                    new(IdentityKind.Phone, former, Trust.Verified) { IsEnded = true },
                ],
            },
            Thread = notice.Text("wa_id"u8),
            ReplyTo = notice.Text("wa_id"u8),
            Text = notice.Text("body"u8),
        };
    }
}
