using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.WhatsApp;

/// <summary>
/// Who wrote: a phone, a business-scoped id, or both. People who adopted a username are shown without a phone.
/// </summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids</remarks>
internal readonly record struct WhatsAppSender(string? Phone, string? UserId, JsonElement Profile)
{

    /// <summary>What a reply is sent to.</summary>
    public string? Address => Phone ?? UserId;

    public static WhatsAppSender Of(JsonElement message, JsonElement value)
    {
        var phone = message.Text("from"u8);
        var userId = message.Text("from_user_id"u8);
        return new(phone, userId, ProfileOf(phone, userId, value));
    }

    /// <param name="id">Digits of a phone, or an id of letters of whoever hides it.</param>
    /// <param name="value">Holds the people.</param>
    public static WhatsAppSender OfPerson(string id, JsonElement value) =>
        id.All(char.IsAsciiDigit) ? new(id, null, ProfileOf(id, null, value)) : new(null, id, ProfileOf(id, id, value));

    public ContactSender ToContactSender()
    {
        var name = Profile.Text("name"u8)?.Trim();
        return new() { Identities = Identities(), DisplayName = string.IsNullOrEmpty(name) ? null : name };
    }

    private List<Identity> Identities()
    {
        var identities = new List<Identity>(2);
        if (PhoneNumber.FromInternationalDigits(Phone) is { } phone)
            identities.Add(new(IdentityKind.Phone, phone, Trust.Verified));
        if (UserId is not null)
            identities.Add(new(IdentityKind.WhatsAppBusinessScopedId, UserId, Trust.Verified));
        return identities;
    }

    /// <summary>The people of a notification stand in no particular order: match by id, never by position.</summary>
    private static JsonElement ProfileOf(string? phone, string? userId, JsonElement value)
    {
        foreach (var person in value.Items("contacts"u8))
        {
            if ((phone is not null && person.Text("wa_id"u8) == phone) || (userId is not null && person.Text("user_id"u8) == userId))
                return person.At("profile"u8);
        }

        return default;
    }
}
