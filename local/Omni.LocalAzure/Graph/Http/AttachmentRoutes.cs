using System.Text.Json;
using Omni.LocalAzure.Graph.Mime;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>Files of a message.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/attachment-get</remarks>
internal static class AttachmentRoutes
{
    /// <summary>What fits into one request; larger ones come in pieces.</summary>
    private const long MostAtOnce = 3 * 1024 * 1024;

    private const string ExpandItem = "microsoft.graph.itemattachment/item";

    public static Task<GraphAnswer> List(GraphCall call)
    {
        call.AllowOnly("$select");
        var attachments = call.Office.Messages.Attachments(call.Message);
        return Task.FromResult(GraphJson.Page(Context(call), writer =>
        {
            foreach (var attachment in attachments) AttachmentBodies.Write(writer, attachment, call);
        }));
    }

    public static async Task<GraphAnswer> Read(GraphCall call)
    {
        call.AllowOnly("$select", "$expand");
        var attachment = Find(call);
        var item = call.Query("$expand") is not { } expand ? null
            : !expand.Equals(ExpandItem, StringComparison.OrdinalIgnoreCase) ? throw GraphFailureException.Unsupported($"to expand '{expand}'")
            : attachment.Kind == AttachmentKind.Item ? await ItemAsync(call, attachment) : null;
        return GraphJson.Answer(200, writer => AttachmentBodies.Write(writer, attachment, call, item));
    }

    /// <summary>The bytes as they are; a message within the message as MIME.</summary>
    public static Task<GraphAnswer> ReadValue(GraphCall call)
    {
        var attachment = Find(call);
        if (attachment.File is not { } file) throw new GraphFailureException(405, "ErrorInvalidOperation", "A reference attachment has no content here.");
        var type = attachment.Kind == AttachmentKind.Item ? "text/plain" : attachment.ContentType;
        return Task.FromResult(new GraphAnswer { Status = 200, ContentType = type is { Length: > 0 } ? type : "application/octet-stream", Content = call.Office.Files.Open(file) });
    }

    public static async Task<GraphAnswer> Create(GraphCall call)
    {
        var message = call.Message;
        if (call.Request.ContentLength > MostAtOnce * 4 / 3 + 64 * 1024) throw new GraphFailureException(413, "RequestEntityTooLarge", "The attachment is larger than 3 MB: create an upload session.");
        var attachment = await AttachmentBodies.KeepAsync(call, await call.ReadObjectAsync());
        _ = await call.Office.Messages.AttachAsync(message, attachment) ?? throw GraphFailureException.NotFound();
        return GraphJson.Answer(201, writer => AttachmentBodies.Write(writer, attachment, call));
    }

    public static async Task<GraphAnswer> Delete(GraphCall call)
    {
        await call.Office.Messages.DetachAsync(call.Message, Find(call));
        return GraphAnswer.NoContent;
    }

    private static MailAttachment Find(GraphCall call) => call.Office.Messages.FindAttachment(call.Message, call.Route("attachment")) ?? throw GraphFailureException.NotFound();

    private static async Task<Action<Utf8JsonWriter>> ItemAsync(GraphCall call, MailAttachment attachment)
    {
        await using var source = call.Office.Files.Open(attachment.File!); // items have one
        using var mime = await IncomingMail.LoadAsync(source, call.Cancelled);
        var content = IncomingMail.Read(mime, attachment.ModifiedAt);
        var item = new StoredMessage { Number = 0, Mailbox = "", Folder = "", ImmutableId = "", Id = "", Entered = 0, Changed = 0, Content = content with { UniqueBody = content.Body.Content } };
        var properties = new MessageProperties(call, select: null);
        return writer =>
        {
            writer.WriteStartObject("item");
            writer.WriteString("@odata.type", "#microsoft.graph.message");
            writer.WriteString("id", "");
            properties.WriteContent(writer, item);
            writer.WriteEndObject();
        };
    }

    private static string Context(GraphCall call) =>
        $"{call.Root}/$metadata#users('{Uri.EscapeDataString(call.Mailbox.Address)}')/messages('{Uri.EscapeDataString(call.Route("id"))}')/attachments";
}
