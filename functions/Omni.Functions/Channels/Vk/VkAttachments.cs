using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Vk;

/// <summary>Sorts what is attached to a message into files and everything else; each stands in a member named after its type.</summary>
/// <remarks>https://dev.vk.com/ru/reference/objects/attachments-message</remarks>
internal static class VkAttachments
{
    public static IReadOnlyList<Attachment> Files(JsonElement message)
    {
        List<Attachment>? files = null;
        foreach (var item in message.Items("attachments"u8))
        {
            if (File(item) is { } file)
                (files ??= []).Add(file);
        }

        return files ?? [];
    }

    /// <summary>Links, posts, gifts and goods: kept under the name of their type.</summary>
    public static void AddOthers(JsonElement message, ContactExtras extras)
    {
        foreach (var item in message.Items("attachments"u8))
        {
            if (item.Text("type"u8) is { } type && File(item) is null)
                extras.Add(type, item.TryGetProperty(type, out var content) ? content : item);
        }
    }

    private static Attachment? File(JsonElement item) => item.Text("type"u8) switch
    {
        "photo" => At(Largest(item.At("photo"u8), "sizes"u8)),
        "sticker" => At(Largest(item.At("sticker"u8), "images"u8)),
        "graffiti" => At(item.At("graffiti"u8).Text("url"u8)),
        "audio_message" => Recording(item.At("audio_message"u8)),
        "audio" => Named(item.At("audio"u8)),
        "doc" => Named(item.At("doc"u8)),
        "video" => Video(item.At("video"u8)),
        _ => null,
    };

    private static Attachment? At(string? url) => url is null ? null : new Attachment { Url = url };

    /// <summary>The same recording in two formats.</summary>
    private static Attachment? Recording(JsonElement recording) => At(recording.Text("link_ogg"u8) ?? recording.Text("link_mp3"u8));

    private static Attachment? Named(JsonElement file) => file.Text("url"u8) is { } url
        ? new Attachment { Url = url, Name = file.Text("title"u8), Size = file.Whole("size"u8) }
        : null;

    /// <summary>Videos have no address in an event: <c>video.get</c> gives it for these ids, written as VK writes them.</summary>
    private static Attachment? Video(JsonElement video)
    {
        if (video.Text("owner_id"u8) is not { } owner || video.Text("id"u8) is not { } id)
            return null;
        var key = video.Text("access_key"u8);
        return new Attachment { FileId = key is null ? $"{owner}_{id}" : $"{owner}_{id}_{key}", Name = video.Text("title"u8) };
    }

    /// <summary>The address of the largest of several sizes of one picture.</summary>
    private static string? Largest(JsonElement picture, ReadOnlySpan<byte> list)
    {
        string? largest = null;
        var area = -1L;
        foreach (var size in picture.Items(list))
        {
            var itsArea = Math.Clamp(size.Whole("width"u8) ?? 0, 0, int.MaxValue) * Math.Clamp(size.Whole("height"u8) ?? 0, 0, int.MaxValue);
            if (itsArea > area && size.Text("url"u8) is { } url)
                (largest, area) = (url, itsArea);
        }

        return largest;
    }
}
