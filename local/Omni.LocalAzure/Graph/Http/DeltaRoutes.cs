using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>What changed in a folder since the last time.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/message-delta</remarks>
internal static class DeltaRoutes
{
    private const int UsualPage = 10;
    private const string More = "$skiptoken";
    private const string Done = "$deltatoken";

    public static Task<GraphAnswer> Read(GraphCall call)
    {
        call.AllowOnly("$select", "$filter", "$orderby", "$top", More, Done);
        var folder = call.Folder;
        var token = (call.Query(More) ?? call.Query(Done)) is { } sent ? Resume(call, folder, sent) : Begin(call, folder);
        var properties = new MessageProperties(call, token.Select);
        var page = call.Office.Messages.ReadChanges(folder, token.Position, call.PageSize ?? token.Top ?? UsualPage);
        var again = call.Office.Replays && token.Position.After > 0 ? call.Office.Messages.ReadBefore(folder, token.Position) : [];
        var next = token with { Position = token.Position with { After = page.Reached } };
        return Task.FromResult(GraphJson.Page(
            $"{call.Root}/$metadata#Collection(message)",
            writer =>
            {
                foreach (var change in again.Concat(page.Changes))
                {
                    if (change.Message is { } message) properties.Write(writer, message);
                    if (change.Removed is { } removed) properties.WriteRemoved(writer, removed);
                }
            },
            page.HasMore ? ("@odata.nextLink", Address(call, folder, $"?{More}={next}")) : ("@odata.deltaLink", Address(call, folder, $"?{Done}={next}"))));
    }

    private static DeltaToken Begin(GraphCall call, MailFolder folder)
    {
        if (call.Query("changeType") is { } only and not ("created" or "updated" or "deleted")) throw GraphFailureException.BadRequest($"changeType '{only}' is unknown.");
        if (call.Query("$orderby") is { } order and not "receivedDateTime desc") throw GraphFailureException.BadRequest($"A delta cannot be ordered by '{order}'.");
        return new DeltaToken
        {
            Folder = folder.Id,
            Generation = folder.Generation,
            Position = new MailPosition(0, MessageFilter.ParseFrom(call.Query("$filter")), call.Query("changeType")),
            Select = call.Query("$select"),
            Top = call.Top,
        };
    }

    private static DeltaToken Resume(GraphCall call, MailFolder folder, string sent)
    {
        var token = DeltaToken.Parse(sent, folder) ?? throw new GraphFailureException(400, "syncStateInvalid", "The sync state is malformed or belongs to another folder.");
        if (token.Generation == folder.Generation) return token;
        throw call.Office.ForgetsWithGone
            ? new GraphFailureException(410, "syncStateNotFound", "The sync state generation is not found.") { Location = Address(call, folder, $"?{Done}=") }
            : new GraphFailureException(400, "syncStateNotFound", "The sync state generation is not found.");
    }

    private static string Address(GraphCall call, MailFolder folder, string query) =>
        $"{call.Root}/users/{Uri.EscapeDataString(call.Mailbox.Address)}/mailFolders/{Uri.EscapeDataString(folder.KnownAs ?? folder.Id)}/messages/delta{query}";
}
