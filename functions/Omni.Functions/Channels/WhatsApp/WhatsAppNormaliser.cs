using System.Text.Json;

namespace Omni.Functions.Channels.WhatsApp;

/// <summary>Takes a notification apart: entries, changes, messages and statuses, each of which may be several.</summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages</remarks>
internal static class WhatsAppNormaliser
{
    private const string Advice = "Send a notification with object whatsapp_business_account and a list of entries.";

    public static NormalisedRequest Normalise(WebhookRequest request)
    {
        if (JsonBody.Parse(request) is not { } notification)
            return NormalisedRequest.Refused(JsonBody.Advice);
        if (notification.At("entry"u8).ValueKind != JsonValueKind.Array)
            return NormalisedRequest.Refused(Advice);

        var parts = new NormalisedRequestBuilder();
        if (notification.Text("object"u8) == "whatsapp_business_account")
            ReadEntries(notification, request.ReceivedAt, parts);
        else
            parts.Ignore(IgnoredReason.UnknownEvent, notification);
        return parts.Build(Advice);
    }

    private static void ReadEntries(JsonElement notification, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        foreach (var entry in notification.Items("entry"u8))
        {
            if (entry.At("changes"u8).ValueKind != JsonValueKind.Array)
                parts.Ignore(IgnoredReason.Unreadable, entry);
            foreach (var change in entry.Items("changes"u8))
                ReadChange(change, receivedAt, parts);
        }
    }

    private static void ReadChange(JsonElement change, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        var value = change.At("value"u8);
        if (!value.IsObject() || change.Text("field"u8) is not { } field)
            parts.Ignore(IgnoredReason.Unreadable, change);
        else if (field == "smb_message_echoes")
            parts.Ignore(IgnoredReason.Echo, change);
        else if (field == "user_preferences")
            WhatsAppPreferences.Read(value, receivedAt, parts);
        else if (field != "messages")
            parts.Ignore(IgnoredReason.UnknownEvent, change);
        else
            ReadValue(value, receivedAt, parts);
    }

    private static void ReadValue(JsonElement value, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        var known = false;
        foreach (var message in value.Items("messages"u8))
        {
            known = true;
            ReadMessage(message, value, receivedAt, parts);
        }

        foreach (var status in value.Items("statuses"u8))
        {
            known = true;
            parts.Hear(WhatsAppReceipt.Of(status, receivedAt), status, status.Text("id"u8));
        }

        // Errors of the account, and whatever else Meta may put here.
        if (!known)
            parts.Ignore(IgnoredReason.UnknownEvent, value);
    }

    private static void ReadMessage(JsonElement message, JsonElement value, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        var id = message.Text("id"u8);
        if (id is null || value.At("metadata"u8).Text("phone_number_id"u8) is not { } account)
        {
            parts.Ignore(IgnoredReason.Unreadable, message, id);
            return;
        }

        switch (message.Text("type"u8))
        {
            case "reaction":
                parts.Ignore(IgnoredReason.Reaction, message, id);
                break;
            case "edit":
                parts.Ignore(IgnoredReason.Edit, message, id);
                break;
            case "revoke":
                parts.Ignore(IgnoredReason.Deletion, message, id);
                break;
            case "system" when WhatsAppNumberChange.ToContact(message, id, account, value, receivedAt) is { } change:
                parts.Add(change);
                break;
            case "system":
                parts.Ignore(IgnoredReason.ServiceNotice, message, id);
                break;
            default:
                parts.Add(WhatsAppMessage.ToContact(message, id, account, value, receivedAt));
                break;
        }
    }
}
