using System.Text.Json;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>Sending and answering.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/user-sendmail, https://learn.microsoft.com/graph/api/message-reply</remarks>
internal static class SendRoutes
{
    public static async Task<GraphAnswer> SendMail(GraphCall call)
    {
        var json = NewMessage.IsMime(call.Request) ? default : await call.ReadObjectAsync();
        var isJson = MessageBodies.TryGet(json, "message", out var written);
        if (!isJson && json.ValueKind == JsonValueKind.Object) throw GraphFailureException.BadRequest("message is missing.");
        var (content, attachments) = isJson ? await NewMessage.ReadAsync(call, written) : await NewMessage.ReadMimeAsync(call);
        CheckRecipients(content);
        var keep = !MessageBodies.TryGet(json, "saveToSentItems", out var wish) || wish.ValueKind != JsonValueKind.False;
        await new Outbox(call.Office).SendAsync(call.Mailbox, content, attachments, keep, call.Cancelled);
        return GraphAnswer.Accepted;
    }

    public static async Task<GraphAnswer> Send(GraphCall call)
    {
        var draft = call.Message;
        if (!draft.Content.IsDraft) throw new GraphFailureException(400, "ErrorInvalidOperation", "The message was sent already.");
        CheckRecipients(draft.Content);
        await new Outbox(call.Office).SendAsync(call.Mailbox, draft, call.Cancelled);
        return GraphAnswer.Accepted;
    }

    public static async Task<GraphAnswer> Reply(GraphCall call)
    {
        var (content, attachments) = await ReadReplyAsync(call);
        CheckRecipients(content);
        await new Outbox(call.Office).SendAsync(call.Mailbox, content, attachments, keep: true, call.Cancelled);
        return GraphAnswer.Accepted;
    }

    public static async Task<GraphAnswer> CreateReply(GraphCall call)
    {
        var (content, attachments) = await ReadReplyAsync(call);
        return MessageRoutes.One(call, await call.Office.Messages.AddAsync(call.FolderOf(KnownFolders.Drafts), content, attachments), 201);
    }

    private static async Task<(MailMessage Content, IReadOnlyList<MailAttachment> Attachments)> ReadReplyAsync(GraphCall call)
    {
        if (NewMessage.IsMime(call.Request)) return await ReadMimeReplyAsync(call);
        var json = call.Request.ContentLength is null or 0 ? default : await call.ReadObjectAsync();
        var comment = json.ValueKind == JsonValueKind.Object && MessageBodies.TryGet(json, "comment", out var said) ? said.GetString() : null;
        var hasMessage = MessageBodies.TryGet(json, "message", out var written);
        if (comment is not null && hasMessage && written.TryGetProperty("body", out _)) throw GraphFailureException.BadRequest("A reply has either a comment or a message with a body.");
        var reply = Replies.To(call.Message.Content, call.Mailbox, comment ?? "", call.Office.Now);
        if (!hasMessage) return (reply, []);
        var attachments = new List<MailAttachment>();
        if (written.TryGetProperty("attachments", out var files) && files.ValueKind == JsonValueKind.Array)
            foreach (var file in files.EnumerateArray()) attachments.Add(await AttachmentBodies.KeepAsync(call, file));
        return (MessageBodies.Apply(reply, written) with { HasAttachments = attachments.Any(file => !file.IsInline) }, attachments);
    }

    /// <summary>What the caller wrote, as an answer to the message.</summary>
    private static async Task<(MailMessage Content, IReadOnlyList<MailAttachment> Attachments)> ReadMimeReplyAsync(GraphCall call)
    {
        var draft = Replies.To(call.Message.Content, call.Mailbox, "", call.Office.Now);
        var (written, attachments) = await NewMessage.ReadMimeAsync(call);
        var answer = written with { InReplyTo = draft.InReplyTo, References = draft.References, ConversationId = draft.ConversationId };
        return (answer.Recipients.Any() ? answer : answer with { ToRecipients = draft.ToRecipients }, attachments);
    }

    private static void CheckRecipients(MailMessage content)
    {
        if (!content.Recipients.Any()) throw new GraphFailureException(400, "ErrorInvalidRecipients", "At least one recipient isn't valid: there is none.");
    }
}
