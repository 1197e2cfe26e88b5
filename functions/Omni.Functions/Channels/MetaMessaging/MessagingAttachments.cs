using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.MetaMessaging;

/// <summary>Sorts what is attached to a message into files, which have an address, and everything else.</summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/messages</remarks>
internal static class MessagingAttachments
{
    public static IReadOnlyList<Attachment> Files(JsonElement content)
    {
        List<Attachment>? files = null;
        var withSticker = HasSticker(content);
        foreach (var item in content.Items("attachments"u8))
        {
            if (Address(item) is { } url && !(withSticker && IsPictureOfSticker(item)) && files?.Exists(file => file.Url == url) != true)
                (files ??= []).Add(new Attachment { Url = url });
        }

        return files ?? [];
    }

    /// <summary>Places, shared links, bookings and templates: kept under the name of their type.</summary>
    public static void AddOthers(JsonElement content, ContactExtras extras)
    {
        foreach (var item in content.Items("attachments"u8))
        {
            if (Address(item) is not null || item.Text("type"u8) is not { } type)
                continue;
            if (type == "location")
                extras.Add(ContactExtras.Location, item.At("payload"u8).At("coordinates"u8));
            else
                extras.Add(type, item);
        }
    }

    /// <summary>The address of a file; null for what only points at a page.</summary>
    private static string? Address(JsonElement item) => item.Text("type"u8) switch
    {
        "fallback" or "template" or "location" or "appointment_booking" => null,
        _ => item.At("payload"u8).Text("url"u8),
    };

    /// <summary>Until 30 August 2026 a sticker comes twice, as a sticker and, for older apps, as a picture.</summary>
    private static bool IsPictureOfSticker(JsonElement item) =>
        item.Text("type"u8) == "image" && item.At("payload"u8).Text("sticker_id"u8) is not null;

    private static bool HasSticker(JsonElement content)
    {
        foreach (var item in content.Items("attachments"u8))
        {
            if (item.Text("type"u8) == "sticker")
                return true;
        }

        return false;
    }
}
