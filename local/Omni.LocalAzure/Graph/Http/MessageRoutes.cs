using System.Text;
using Omni.LocalAzure.Graph.Mime;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>Messages, one at a time or a page of them.</summary>
internal static class MessageRoutes
{
    private const int UsualPage = 10;

    public static Task<GraphAnswer> Read(GraphCall call)
    {
        call.AllowOnly("$select");
        return Task.FromResult(One(call, call.Message, 200));
    }

    public static Task<GraphAnswer> List(GraphCall call)
    {
        call.AllowOnly("$select", "$top", "$skip", "$filter", "$orderby");
        var properties = new MessageProperties(call, call.Query("$select"));
        var size = call.Top ?? call.PageSize ?? UsualPage;
        var query = MessageFilter.Parse(call.Query("$filter")) with { OldestFirst = IsOldestFirst(call.Query("$orderby")), Top = size + 1, Skip = call.Skip };
        var found = call.Office.Messages.List(call.Mailbox, call.Route("folder") is { Length: > 0 } ? call.Folder : null, query);
        var next = found.Count > size ? ("@odata.nextLink", Following(call, size)) : ((string, string)?)null;
        return Task.FromResult(GraphJson.Page(
            $"{call.Root}/$metadata#users('{Uri.EscapeDataString(call.Mailbox.Address)}')/messages",
            writer =>
            {
                foreach (var message in found.Take(size)) properties.Write(writer, message);
            },
            next));
    }

    public static async Task<GraphAnswer> Create(GraphCall call)
    {
        var folder = call.Route("folder") is { Length: > 0 } ? call.Folder : call.FolderOf(KnownFolders.Drafts);
        var (content, attachments) = await NewMessage.ReadAsync(call);
        return One(call, await call.Office.Messages.AddAsync(folder, content, attachments), 201);
    }

    public static async Task<GraphAnswer> Update(GraphCall call)
    {
        var json = await call.ReadObjectAsync();
        var changed = await call.Office.Messages.UpdateAsync(call.Message, content => MessageBodies.Apply(content, json) with { ModifiedAt = call.Office.Now });
        return One(call, changed ?? throw GraphFailureException.NotFound(), 200);
    }

    public static async Task<GraphAnswer> Move(GraphCall call)
    {
        var json = await call.ReadObjectAsync();
        if (!MessageBodies.TryGet(json, "destinationId", out var id) || id.GetString() is not { } name) throw GraphFailureException.BadRequest("destinationId is missing.");
        var message = call.Message;
        var destination = call.FolderOf(name);
        var moved = message.Folder == destination.Id ? message : await call.Office.Messages.MoveAsync(message, destination);
        return One(call, moved ?? throw GraphFailureException.NotFound(), 201);
    }

    public static async Task<GraphAnswer> Delete(GraphCall call) =>
        await call.Office.Messages.DeleteAsync(call.Message) ? GraphAnswer.NoContent : throw GraphFailureException.NotFound();

    public static async Task<GraphAnswer> ReadMime(GraphCall call)
    {
        var message = call.Message;
        if (message.MimeFile is { } file) return new GraphAnswer { Status = 200, ContentType = "text/plain", Content = call.Office.Files.Open(file) };
        using var mime = OutgoingMail.Write(message.Content, call.Office.Messages.Attachments(message), call.Office.Files);
        var wire = await call.Office.Files.WriteAsync((target, token) => mime.WriteToAsync(target, token), call.Cancelled);
        var content = call.Office.Files.Open(wire.Name);
        call.Office.Files.Delete([wire.Name]);
        return new GraphAnswer { Status = 200, ContentType = "text/plain", Content = content };
    }

    public static GraphAnswer One(GraphCall call, StoredMessage message, int status)
    {
        var properties = new MessageProperties(call, call.Query("$select"));
        return GraphJson.Answer(status, writer => properties.Write(writer, message, $"{call.Root}/$metadata#users('{Uri.EscapeDataString(call.Mailbox.Address)}')/messages/$entity"));
    }

    private static bool IsOldestFirst(string? order) => order?.Trim() switch
    {
        null or "receivedDateTime desc" => false,
        "receivedDateTime" or "receivedDateTime asc" => true,
        _ => throw GraphFailureException.Unsupported($"the order '{order}': receivedDateTime alone"),
    };

    private static string Following(GraphCall call, int size)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in call.Request.Query.Where(option => option.Key != "$skip")) query.Append(Uri.EscapeDataString(name).Replace("%24", "$", StringComparison.Ordinal)).Append('=').Append(Uri.EscapeDataString(value.ToString())).Append('&');
        return $"{call.Request.Scheme}://{call.Request.Host}{call.Request.Path.ToUriComponent()}?{query}$skip={call.Skip + size}";
    }
}
