using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Telegram;

/// <summary>The file of a message. Albums come as one message per file, so there is at most one.</summary>
internal static class TelegramFile
{
    public static Attachment? Of(JsonElement message)
    {
        var file = Find(message);
        return file.Text("file_id"u8) is { } fileId
            ? new Attachment
            {
                FileId = fileId,
                Name = file.Text("file_name"u8),
                ContentType = file.Text("mime_type"u8),
                Size = file.Whole("file_size"u8),
            }
            : null;
    }

    /// <summary>Telegram repeats some files under the member older apps look for: the specific one is asked first.</summary>
    private static JsonElement Find(JsonElement message)
    {
        ReadOnlySpan<JsonElement> members =
        [
            message.At("live_photo"u8),
            message.At("animation"u8),
            message.At("document"u8),
            message.At("audio"u8),
            message.At("voice"u8),
            message.At("video"u8),
            message.At("video_note"u8),
            message.At("sticker"u8),
            Largest(message),
        ];
        foreach (var member in members)
        {
            if (member.At("file_id"u8).ValueKind == JsonValueKind.String)
                return member;
        }

        return default;
    }

    /// <summary>A photo is a list of sizes of one picture.</summary>
    private static JsonElement Largest(JsonElement message)
    {
        JsonElement largest = default;
        var area = -1L;
        foreach (var size in message.Items("photo"u8))
        {
            var itsArea = Math.Clamp(size.Whole("width"u8) ?? 0, 0, int.MaxValue) * Math.Clamp(size.Whole("height"u8) ?? 0, 0, int.MaxValue);
            if (itsArea > area)
                (largest, area) = (size, itsArea);
        }

        return largest;
    }
}
