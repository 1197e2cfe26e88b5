using System.Security.Cryptography;
using System.Text.Json;
using Omni.LocalAzure.Graph.Mime;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>A message that a caller writes.</summary>
internal static class NewMessage
{
    public static async Task<(MailMessage Content, IReadOnlyList<MailAttachment> Attachments)> ReadAsync(GraphCall call)
    {
        return IsMime(call.Request) ? await ReadMimeAsync(call) : await ReadAsync(call, await call.ReadObjectAsync());
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

    /// <summary>A message as it goes over the wire, in base64.</summary>
    /// <exception cref="GraphFailureException">It is no base64.</exception>
    public static async Task<(MailMessage Content, IReadOnlyList<MailAttachment> Attachments)> ReadMimeAsync(GraphCall call)
    {
        var wire = await call.Office.Files.WriteAsync(DecodeAsync, call.Cancelled);
        try
        {
            await using var source = call.Office.Files.Open(wire.Name);
            using var mime = await IncomingMail.LoadAsync(source, call.Cancelled);
            var written = IncomingMail.Read(mime, call.Office.Now);
            var attachments = await IncomingFiles.KeepAsync(mime, call.Office.Files, written.CreatedAt, call.Cancelled);
            var own = written with { Headers = [.. written.Headers.Where(header => header.Name.StartsWith("x-", StringComparison.OrdinalIgnoreCase))], UniqueBody = written.Body.Content };
            return (own with { ConversationId = MailIds.Conversation(), InternetMessageId = own.InternetMessageId ?? Outbox.NewInternetId(), IsDraft = true, IsRead = true }, attachments);
        }
        finally
        {
            call.Office.Files.Delete([wire.Name]);
        }

        async Task DecodeAsync(Stream file, CancellationToken cancellation)
        {
            try
            {
                using var decode = new FromBase64Transform();
                await using var decoded = new CryptoStream(call.Request.Body, decode, CryptoStreamMode.Read, leaveOpen: true);
                await decoded.CopyToAsync(file, cancellation);
            }
            catch (FormatException)
            {
                throw new GraphFailureException(400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
            }
        }
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
