using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Bot;

/// <summary>Files of an activity: behind an address, or within the activity itself.</summary>
internal static class BotFiles
{
    private const string Card = "application/vnd.microsoft.";
    private const string TeamsFile = "application/vnd.microsoft.teams.file.download.info";
    private const string DataScheme = "data:";
    private const string Base64Mark = ";base64,";

    public static IReadOnlyList<Attachment> Of(JsonElement activity)
    {
        List<Attachment>? files = null;
        foreach (var attachment in activity.Items("attachments"u8))
        {
            if (AddressOf(attachment) is { } address && FileOf(attachment, address) is { } file)
                (files ??= []).Add(file);
        }

        return files ?? (IReadOnlyList<Attachment>)[];
    }

    /// <summary>The first card; undefined where there is none.</summary>
    public static JsonElement CardOf(JsonElement activity)
    {
        foreach (var attachment in activity.Items("attachments"u8))
        {
            if (attachment.Text("contentType"u8) is { } type && type != TeamsFile && type.StartsWith(Card, StringComparison.Ordinal))
                return attachment;
        }

        return default;
    }

    /// <summary>A file of Teams lies at an address that opens it for a few minutes; the other one is for people who have an account there.</summary>
    private static string? AddressOf(JsonElement attachment) =>
        attachment.Text("contentType"u8) == TeamsFile ? attachment.At("content"u8).Text("downloadUrl"u8) : attachment.Text("contentUrl"u8);

    private static Attachment? FileOf(JsonElement attachment, string address)
    {
        var file = new Attachment { Name = attachment.Text("name"u8), ContentType = attachment.Text("contentType"u8) is { } type and not TeamsFile ? type : null };
        if (!address.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase))
            return Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) ? file with { Url = address } : null;
        return ContentOf(address) is { } content ? file with { Content = content, Size = content.Length } : null;
    }

    private static byte[]? ContentOf(string address)
    {
        var at = address.IndexOf(Base64Mark, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        try
        {
            return Convert.FromBase64String(address[(at + Base64Mark.Length)..]);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
