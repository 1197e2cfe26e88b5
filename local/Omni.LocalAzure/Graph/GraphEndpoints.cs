using Microsoft.Extensions.Logging.Abstractions;
using Omni.LocalAzure.Graph.Http;

namespace Omni.LocalAzure.Graph;

/// <summary>The HTTP surface of the mailboxes.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/resources/mail-api-overview</remarks>
public static class GraphEndpoints
{
    private const string User = "/v1.0/users/{user}";
    private const string Folder = User + "/mailFolders/{folder}";

    private static readonly string[] MessageLists = [User + "/messages", Folder + "/messages"];

    /// <param name="routes">Of a port of its own.</param>
    /// <param name="office">The mailboxes.</param>
    /// <param name="token">The one bearer token that is taken; without one all are refused.</param>
    public static void MapGraphMail(this IEndpointRouteBuilder routes, PostOffice office, string? token)
    {
        var gate = new GraphGate(office, token, routes.ServiceProvider.GetService<ILogger<GraphGate>>() ?? NullLogger<GraphGate>.Instance);
        MapFolders(routes, gate);
        foreach (var list in MessageLists) MapMessages(routes, gate, list);
        foreach (var list in MessageLists) MapAttachments(routes, gate, list + "/{id}/attachments");
        Map(routes, HttpMethods.Post, User + "/sendMail", gate.Guard(GraphRequestKind.Send, SendRoutes.SendMail));
        Map(routes, HttpMethods.Put, "/uploads/{token}", gate.Guard(GraphRequestKind.Upload, UploadRoutes.Put, signed: false));
        Map(routes, HttpMethods.Get, "/uploads/{token}", gate.Guard(GraphRequestKind.Upload, UploadRoutes.Read, signed: false));
        Map(routes, HttpMethods.Delete, "/uploads/{token}", gate.Guard(GraphRequestKind.Upload, UploadRoutes.Delete, signed: false));
        MapSubscriptions(routes, gate);
        DoorRoutes.Map(routes, office);
        routes.Map("/{**other}", gate.Guard(GraphRequestKind.Other, static call => throw GraphFailureException.Unsupported($"{call.Request.Method} {call.Request.Path}")));
    }

    private static void MapFolders(IEndpointRouteBuilder routes, GraphGate gate)
    {
        Map(routes, HttpMethods.Get, User + "/mailFolders", gate.Guard(GraphRequestKind.Folders, FolderRoutes.List));
        Map(routes, HttpMethods.Post, User + "/mailFolders", gate.Guard(GraphRequestKind.Folders, FolderRoutes.Create));
        Map(routes, HttpMethods.Get, Folder, gate.Guard(GraphRequestKind.Folders, FolderRoutes.Read));
        Map(routes, HttpMethods.Get, Folder + "/messages/delta", gate.Guard(GraphRequestKind.Delta, DeltaRoutes.Read));
        Map(routes, HttpMethods.Get, Folder + "/messages/delta()", gate.Guard(GraphRequestKind.Delta, DeltaRoutes.Read));
    }

    private static void MapMessages(IEndpointRouteBuilder routes, GraphGate gate, string list)
    {
        var one = list + "/{id}";
        Map(routes, HttpMethods.Get, list, gate.Guard(GraphRequestKind.List, MessageRoutes.List));
        Map(routes, HttpMethods.Post, list, gate.Guard(GraphRequestKind.Create, MessageRoutes.Create));
        Map(routes, HttpMethods.Get, one, gate.Guard(GraphRequestKind.Read, MessageRoutes.Read));
        Map(routes, HttpMethods.Get, one + "/$value", gate.Guard(GraphRequestKind.ReadMime, MessageRoutes.ReadMime));
        Map(routes, HttpMethods.Patch, one, gate.Guard(GraphRequestKind.Update, MessageRoutes.Update));
        Map(routes, HttpMethods.Delete, one, gate.Guard(GraphRequestKind.Delete, MessageRoutes.Delete));
        Map(routes, HttpMethods.Post, one + "/move", gate.Guard(GraphRequestKind.Move, MessageRoutes.Move));
        Map(routes, HttpMethods.Post, one + "/send", gate.Guard(GraphRequestKind.Send, SendRoutes.Send));
        Map(routes, HttpMethods.Post, one + "/reply", gate.Guard(GraphRequestKind.Reply, SendRoutes.Reply));
        Map(routes, HttpMethods.Post, one + "/createReply", gate.Guard(GraphRequestKind.Reply, SendRoutes.CreateReply));
    }

    private static void MapAttachments(IEndpointRouteBuilder routes, GraphGate gate, string list)
    {
        Map(routes, HttpMethods.Get, list, gate.Guard(GraphRequestKind.ListAttachments, AttachmentRoutes.List));
        Map(routes, HttpMethods.Post, list, gate.Guard(GraphRequestKind.CreateAttachment, AttachmentRoutes.Create));
        Map(routes, HttpMethods.Post, list + "/createUploadSession", gate.Guard(GraphRequestKind.CreateAttachment, UploadRoutes.Create));
        Map(routes, HttpMethods.Get, list + "/{attachment}", gate.Guard(GraphRequestKind.ReadAttachment, AttachmentRoutes.Read));
        Map(routes, HttpMethods.Get, list + "/{attachment}/$value", gate.Guard(GraphRequestKind.ReadAttachment, AttachmentRoutes.ReadValue));
        Map(routes, HttpMethods.Delete, list + "/{attachment}", gate.Guard(GraphRequestKind.Delete, AttachmentRoutes.Delete));
    }

    private static void MapSubscriptions(IEndpointRouteBuilder routes, GraphGate gate)
    {
        const string One = "/v1.0/subscriptions/{id}";
        Map(routes, HttpMethods.Get, "/v1.0/subscriptions", gate.Guard(GraphRequestKind.Subscriptions, SubscriptionRoutes.List));
        Map(routes, HttpMethods.Post, "/v1.0/subscriptions", gate.Guard(GraphRequestKind.Subscriptions, SubscriptionRoutes.Create));
        Map(routes, HttpMethods.Get, One, gate.Guard(GraphRequestKind.Subscriptions, SubscriptionRoutes.Read));
        Map(routes, HttpMethods.Patch, One, gate.Guard(GraphRequestKind.Subscriptions, SubscriptionRoutes.Renew));
        Map(routes, HttpMethods.Delete, One, gate.Guard(GraphRequestKind.Subscriptions, SubscriptionRoutes.Delete));
        Map(routes, HttpMethods.Post, One + "/reauthorize", gate.Guard(GraphRequestKind.Subscriptions, SubscriptionRoutes.Reauthorize));
    }

    private static void Map(IEndpointRouteBuilder routes, string method, string pattern, RequestDelegate endpoint) => routes.MapMethods(pattern, [method], endpoint);
}
