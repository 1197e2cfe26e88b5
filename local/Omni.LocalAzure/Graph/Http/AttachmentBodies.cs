using System.Text.Json;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>Attachments as JSON.</summary>
internal static class AttachmentBodies
{
    public const string File = "#microsoft.graph.fileAttachment";
    private const string Item = "#microsoft.graph.itemAttachment";
    private const string Reference = "#microsoft.graph.referenceAttachment";

    private static readonly string[] Usual = ["id", "lastModifiedDateTime", "name", "contentType", "size", "isInline", "contentId", "contentBytes", "sourceUrl"];

    /// <summary>Stores what a caller wrote.</summary>
    /// <exception cref="GraphFailureException">The JSON is no attachment.</exception>
    public static async Task<MailAttachment> KeepAsync(GraphCall call, JsonElement json)
    {
        var kind = MessageBodies.Text(json, "@odata.type");
        if (MessageBodies.Text(json, "name") is not { Length: > 0 } name) throw GraphFailureException.BadRequest("The attachment has no name.");
        if (kind == Reference) return new MailAttachment { Kind = AttachmentKind.Reference, Name = name, Url = MessageBodies.Text(json, "sourceUrl"), ModifiedAt = call.Office.Now };
        if (kind != File) throw GraphFailureException.Unsupported($"writing an attachment of type '{kind}'");
        if (!json.TryGetProperty("contentBytes", out var content) || content.ValueKind != JsonValueKind.String || !content.TryGetBytesFromBase64(out var bytes))
            throw GraphFailureException.BadRequest("contentBytes is missing or no base64.");
        var kept = await call.Office.Files.WriteAsync(bytes, call.Cancelled);
        return new MailAttachment
        {
            Name = name,
            ContentType = MessageBodies.Text(json, "contentType") ?? "application/octet-stream",
            ContentId = MessageBodies.Text(json, "contentId"),
            IsInline = json.TryGetProperty("isInline", out var isInline) && isInline.ValueKind == JsonValueKind.True,
            Size = kept.Size,
            File = kept.Name,
            ModifiedAt = call.Office.Now,
        };
    }

    /// <param name="writer">Where to.</param>
    /// <param name="attachment">Which one.</param>
    /// <param name="call">Selects the properties; the content comes with none of its own only when it is selected, or nothing is.</param>
    /// <param name="item">What an item attachment is expanded to.</param>
    public static void Write(Utf8JsonWriter writer, MailAttachment attachment, GraphCall call, Action<Utf8JsonWriter>? item = null)
    {
        var selected = call.Query("$select")?.Split(',', StringSplitOptions.TrimEntries) ?? Usual;
        writer.WriteStartObject();
        writer.WriteString("@odata.type", attachment.Kind switch { AttachmentKind.Item => Item, AttachmentKind.Reference => Reference, _ => File });
        writer.WriteString("id", attachment.Id);
        foreach (var property in selected) WriteProperty(writer, property, attachment, call.Office.Files);
        item?.Invoke(writer);
        writer.WriteEndObject();
    }

    private static void WriteProperty(Utf8JsonWriter writer, string property, MailAttachment attachment, MailFiles files)
    {
        var ofFiles = attachment.Kind == AttachmentKind.File;
        switch (property)
        {
            case "id": break;
            case "lastModifiedDateTime": writer.WriteString(property, MessageProperties.Time(attachment.ModifiedAt)); break;
            case "name": writer.WriteString(property, attachment.Name); break;
            case "contentType": writer.WriteString(property, attachment.ContentType); break;
            case "size": writer.WriteNumber(property, attachment.Size + Overhead); break;
            case "isInline": writer.WriteBoolean(property, attachment.IsInline); break;
            case "contentId" or "contentBytes" or "microsoft.graph.fileAttachment/contentId" or "microsoft.graph.fileAttachment/contentBytes" when !ofFiles: break;
            case "contentId" or "microsoft.graph.fileAttachment/contentId": writer.WriteString("contentId", attachment.ContentId); break;
            case "contentBytes" or "microsoft.graph.fileAttachment/contentBytes": WriteContent(writer, attachment, files); break;
            case "sourceUrl" when attachment.Kind == AttachmentKind.Reference: writer.WriteString(property, attachment.Url); break;
            case "sourceUrl": break;
            default: throw GraphFailureException.BadRequest($"Could not find a property named '{property}' on type 'microsoft.graph.attachment'.");
        }
    }

    /// <summary>The service counts the attachment's own properties, too.</summary>
    private const int Overhead = 254;

    private static void WriteContent(Utf8JsonWriter writer, MailAttachment attachment, MailFiles files)
    {
        using var file = files.Open(attachment.File!); // files have one
        var content = new byte[file.Length];
        file.ReadExactly(content);
        writer.WriteBase64String("contentBytes", content);
    }
}
