using System.Text.Json;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>A message that a caller writes.</summary>
internal static class NewMessage
{
    public static async Task<(MailMessage Content, IReadOnlyList<MailAttachment> Attachments)> ReadAsync(GraphCall call)
    {
        if (IsMime(call.Request)) throw GraphFailureException.Unsupported("messages written as MIME: their JSON alone");
        return await ReadAsync(call, await call.ReadObjectAsync());
    }

    /// <exception cref="GraphFailureException">The JSON is no message.</exception>
    public static async Task<(MailMessage Content, IReadOnlyList<MailAttachment> Attachments)> ReadAsync(GraphCall call, JsonElement json)
    {
        var content = MessageBodies.Apply(Empty(call), json);
        var attachments = new List<MailAttachment>();
        if (json.TryGetProperty("attachments", out var written) && written.ValueKind == JsonValueKind.Array)
            foreach (var attachment in written.EnumerateArray()) attachments.Add(await AttachmentBodies.KeepAsync(call, attachment));
        return (content with { HasAttachments = attachments.Any(attachment => !attachment.IsInline), InternetMessageId = content.InternetMessageId ?? Outbox.NewInternetId() }, attachments);
    }

    public static bool IsMime(HttpRequest request) => request.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true;

    private static MailMessage Empty(GraphCall call)
    {
        var own = new MailParty(call.Mailbox.Address, call.Mailbox.Address);
        var now = call.Office.Now;
        return new MailMessage
        {
            From = own,
            Sender = own,
            ConversationId = MailIds.Conversation(),
            IsDraft = true,
            IsRead = true,
            CreatedAt = now,
            ReceivedAt = now,
            SentAt = now,
            ModifiedAt = now,
        };
    }
}
