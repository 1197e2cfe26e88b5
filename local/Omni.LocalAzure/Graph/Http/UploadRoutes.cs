using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>Files too large for one request, in pieces and in order. The address of an upload is its own proof.</summary>
/// <remarks>https://learn.microsoft.com/graph/outlook-large-attachments</remarks>
internal static partial class UploadRoutes
{
    private const long Largest = 150 * 1024 * 1024;
    private const int TokenBytes = 32;
    private const int BufferBytes = 64 * 1024;

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public static async Task<GraphAnswer> Create(GraphCall call)
    {
        var json = await call.ReadObjectAsync();
        if (!MessageBodies.TryGet(json, "attachmentItem", out var item)) throw GraphFailureException.BadRequest("AttachmentItem is missing.");
        var upload = Read(item, call.Office.Now + Life);
        await call.Office.Uploads.CreateAsync(call.Message, upload);
        return Session(call, upload, 201);
    }

    public static async Task<GraphAnswer> Put(GraphCall call)
    {
        var (upload, message) = Find(call);
        var (from, to, total) = Range(call.Request.Headers.ContentRange.ToString());
        if (total != upload.Size || to >= total || to < from) throw new GraphFailureException(400, "ErrorInvalidRange", $"The upload has {upload.Size} bytes.");
        if (from != upload.Received) throw new GraphFailureException(416, "ErrorInvalidRange", $"The next byte is {upload.Received}.");
        await WriteAsync(call, upload, from, to - from + 1);
        var grown = upload with { Received = to + 1 };
        await call.Office.Uploads.UpdateAsync(grown);
        return grown.Received == grown.Size ? await FinishAsync(call, grown, message) : Session(call, grown, 200);
    }

    public static Task<GraphAnswer> Read(GraphCall call) => Task.FromResult(Session(call, Find(call).Upload, 200));

    public static async Task<GraphAnswer> Delete(GraphCall call)
    {
        var (upload, _) = Find(call);
        await call.Office.Uploads.DeleteAsync(upload.Token);
        call.Office.Files.Delete([upload.File]);
        return GraphAnswer.NoContent;
    }

    private static AttachmentUpload Read(JsonElement item, DateTimeOffset until)
    {
        if (!"file".Equals(MessageBodies.Text(item, "attachmentType"), StringComparison.OrdinalIgnoreCase)) throw GraphFailureException.Unsupported("an upload that is no file");
        if (MessageBodies.Text(item, "name") is not { Length: > 0 } name) throw GraphFailureException.BadRequest("The attachment has no name.");
        if (!item.TryGetProperty("size", out var size) || size.ValueKind != JsonValueKind.Number || !size.TryGetInt64(out var bytes) || bytes <= 0)
            throw GraphFailureException.BadRequest("The attachment has no size.");
        if (bytes > Largest) throw new GraphFailureException(400, "ErrorAttachmentSizeShouldNotBeMoreThanMaxSize", "An attachment has at most 150 MB.");
        return new AttachmentUpload
        {
            Token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes)),
            File = MailFiles.NewName(),
            Name = name,
            ContentType = MessageBodies.Text(item, "contentType"),
            ContentId = MessageBodies.Text(item, "contentId"),
            IsInline = item.TryGetProperty("isInline", out var isInline) && isInline.ValueKind == JsonValueKind.True,
            Size = bytes,
            Until = until,
        };
    }

    private static (AttachmentUpload Upload, StoredMessage Message) Find(GraphCall call) =>
        call.Office.Uploads.Find(call.Route("token")) is { } found && found.Upload.Until > call.Office.Now ? found : throw GraphFailureException.NotFound();

    /// <summary>Bytes beyond what was acknowledged, from a request that broke off, are written over.</summary>
    private static async Task WriteAsync(GraphCall call, AttachmentUpload upload, long from, long length)
    {
        await using var file = call.Office.Files.OpenToWrite(upload.File);
        file.SetLength(from);
        file.Seek(from, SeekOrigin.Begin);
        var buffer = new byte[BufferBytes];
        var left = length;
        while (await call.Request.Body.ReadAsync(buffer, call.Cancelled) is var read and > 0)
        {
            if ((left -= read) < 0) throw GraphFailureException.BadRequest("The body is longer than its range.");
            await file.WriteAsync(buffer.AsMemory(0, read), call.Cancelled);
        }

        if (left > 0) throw GraphFailureException.BadRequest("The body is shorter than its range.");
        MailFiles.ToDisk(file);
    }

    private static async Task<GraphAnswer> FinishAsync(GraphCall call, AttachmentUpload upload, StoredMessage message)
    {
        var attachment = new MailAttachment
        {
            Name = upload.Name,
            ContentType = upload.ContentType ?? "application/octet-stream",
            ContentId = upload.ContentId,
            IsInline = upload.IsInline,
            Size = upload.Size,
            File = upload.File,
            ModifiedAt = call.Office.Now,
        };
        _ = await call.Office.Messages.AttachAsync(message, attachment) ?? throw GraphFailureException.NotFound();
        await call.Office.Uploads.DeleteAsync(upload.Token);
        var location = $"{call.Root}/users/{Uri.EscapeDataString(message.Mailbox)}/messages/{Uri.EscapeDataString(message.Id)}/attachments/{Uri.EscapeDataString(attachment.Id)}";
        return new GraphAnswer { Status = 201, Location = location };
    }

    private static GraphAnswer Session(GraphCall call, AttachmentUpload upload, int status) => GraphJson.Answer(status, writer =>
    {
        writer.WriteStartObject();
        if (status == 201) writer.WriteString("uploadUrl", $"{call.Request.Scheme}://{call.Request.Host}/uploads/{upload.Token}");
        writer.WriteString("expirationDateTime", MessageProperties.Time(upload.Until));
        writer.WriteStartArray("nextExpectedRanges");
        writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{upload.Received}-"));
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static (long From, long To, long Total) Range(string header)
    {
        if (ContentRange().Match(header) is not { Success: true } match) throw new GraphFailureException(400, "ErrorInvalidRange", "Expected Content-Range: bytes 0-99/100.");
        return (Number(match.Groups[1]), Number(match.Groups[2]), Number(match.Groups[3]));

        static long Number(Group group) => long.Parse(group.ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15})$")]
    private static partial Regex ContentRange();
}
