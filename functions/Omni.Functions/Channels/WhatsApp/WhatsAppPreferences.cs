using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.WhatsApp;

/// <summary>People switch marketing of a business off, and on again, in the app itself. The notice has no id: person, wish and second are one.</summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/user_preferences</remarks>
internal static class WhatsAppPreferences
{
    public static void Read(JsonElement value, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        foreach (var preference in value.Items("user_preferences"u8))
            Read(preference, value, receivedAt, parts);
    }

    private static void Read(JsonElement preference, JsonElement value, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        bool? given = (preference.Text("category"u8), preference.Text("value"u8)) switch
        {
            ("marketing_messages", "stop") => false,
            ("marketing_messages", "resume") => true,
            _ => null,
        };
        if (given is { } isGiven && value.At("metadata"u8).Text("phone_number_id"u8) is { } account && preference.Text("wa_id"u8) is { } person && WhatsAppSender.OfPerson(person, value).ToContactSender() is { Identities.Count: > 0 } sender)
            parts.Add(ConsentContact.Of(
                WhatsAppChannel.Name,
                account,
                $"preference-{person}-{preference.Text("value"u8)}-{preference.Text("timestamp"u8)}",
                sender,
                [new Consent(WhatsAppChannel.Name, ConsentPurpose.Marketing, isGiven)],
                preference.UnixSeconds("timestamp"u8),
                receivedAt,
                preference));
        else
            parts.Ignore(IgnoredReason.Subscription, preference);
    }
}
