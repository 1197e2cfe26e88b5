using System.Text.Json;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>Folders of a mailbox.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/resources/mailfolder</remarks>
internal static class FolderRoutes
{
    public static Task<GraphAnswer> List(GraphCall call)
    {
        call.AllowOnly();
        var folders = call.Office.Mailboxes.Folders(call.Mailbox);
        return Task.FromResult(GraphJson.Page(Context(call), writer =>
        {
            foreach (var folder in folders) Write(writer, folder, call);
        }));
    }

    public static Task<GraphAnswer> Read(GraphCall call)
    {
        call.AllowOnly();
        var folder = call.Folder;
        return Task.FromResult(GraphJson.Answer(200, writer => Write(writer, folder, call)));
    }

    public static async Task<GraphAnswer> Create(GraphCall call)
    {
        if (MessageBodies.Text(await call.ReadObjectAsync(), "displayName") is not { Length: > 0 } name) throw GraphFailureException.BadRequest("displayName is missing.");
        var folder = await call.Office.Mailboxes.CreateFolderAsync(call.Mailbox, name)
            ?? throw new GraphFailureException(409, "ErrorFolderExists", "A folder with the specified name already exists.");
        return GraphJson.Answer(201, writer => Write(writer, folder, call));
    }

    private static void Write(Utf8JsonWriter writer, MailFolder folder, GraphCall call)
    {
        var (total, unread) = call.Office.Mailboxes.Count(folder);
        writer.WriteStartObject();
        writer.WriteString("id", folder.Id);
        writer.WriteString("displayName", folder.Name);
        writer.WriteNumber("childFolderCount", 0);
        writer.WriteNumber("totalItemCount", total);
        writer.WriteNumber("unreadItemCount", unread);
        writer.WriteBoolean("isHidden", false);
        writer.WriteEndObject();
    }

    private static string Context(GraphCall call) => $"{call.Root}/$metadata#users('{Uri.EscapeDataString(call.Mailbox.Address)}')/mailFolders";
}
