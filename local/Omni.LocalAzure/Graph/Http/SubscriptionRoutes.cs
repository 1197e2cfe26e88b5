using System.Globalization;
using System.Text.Json;
using Omni.LocalAzure.Graph.Notices;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>Who wants to hear of changes.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/resources/subscription</remarks>
internal static class SubscriptionRoutes
{
    private const int LongestClientState = 128;
    private const string Refused = "ValidationError";

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(45);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10_080);
    private static readonly string[] ChangeTypes = ["created", "updated", "deleted"];

    public static async Task<GraphAnswer> Create(GraphCall call)
    {
        var asked = Read(call, await call.ReadObjectAsync());
        foreach (var address in new[] { asked.NotificationUrl, asked.LifecycleNotificationUrl }.OfType<string>())
        {
            if (!await call.Office.Notices.ShakeHandsAsync(address, call.Cancelled))
                throw new GraphFailureException(400, Refused, "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.");
        }

        await call.Office.Subscriptions.SaveAsync(asked);
        return Answer(201, asked, call);
    }

    public static Task<GraphAnswer> List(GraphCall call) => Task.FromResult(GraphJson.Page($"{call.Root}/$metadata#subscriptions", writer =>
    {
        foreach (var subscription in call.Office.Subscriptions.Active) Write(writer, subscription);
    }));

    public static Task<GraphAnswer> Read(GraphCall call) => Task.FromResult(Answer(200, Find(call), call));

    public static async Task<GraphAnswer> Renew(GraphCall call)
    {
        var renewed = Find(call) with { Until = Until(call, await call.ReadObjectAsync()) };
        await call.Office.Subscriptions.SaveAsync(renewed);
        return Answer(200, renewed, call);
    }

    public static Task<GraphAnswer> Reauthorize(GraphCall call)
    {
        _ = Find(call);
        return Task.FromResult(GraphAnswer.NoContent);
    }

    public static async Task<GraphAnswer> Delete(GraphCall call)
    {
        await call.Office.Subscriptions.DeleteAsync(Find(call).Id);
        return GraphAnswer.NoContent;
    }

    private static MailSubscription Find(GraphCall call) =>
        call.Office.Subscriptions.Find(call.Route("id")) ?? throw new GraphFailureException(404, "ResourceNotFound", "The object was not found.");

    private static MailSubscription Read(GraphCall call, JsonElement json)
    {
        var resource = MessageBodies.Text(json, "resource") ?? "";
        var (user, folder) = MailSubscription.Parse(resource) ?? throw new GraphFailureException(400, Refused, $"The stand-in has no notifications of '{resource}': users/…/messages and users/…/mailFolders('…')/messages alone.");
        var mailbox = call.Office.Mailboxes.Find(user) ?? throw new GraphFailureException(404, "ErrorInvalidUser", $"The requested user '{user}' is invalid.");
        var changes = MessageBodies.Text(json, "changeType") ?? "";
        if (changes.Split(',', StringSplitOptions.TrimEntries).Except(ChangeTypes, StringComparer.OrdinalIgnoreCase).Any()) throw new GraphFailureException(400, Refused, $"changeType '{changes}' is invalid.");
        if (json.TryGetProperty("includeResourceData", out var rich) && rich.ValueKind == JsonValueKind.True) throw GraphFailureException.Unsupported("notifications with resource data");
        var secret = MessageBodies.Text(json, "clientState");
        if (secret?.Length > LongestClientState) throw new GraphFailureException(400, Refused, "clientState has at most 128 characters.");
        return new MailSubscription
        {
            Id = Guid.NewGuid().ToString(),
            Resource = resource,
            ChangeType = changes,
            NotificationUrl = Address(json, "notificationUrl") ?? throw new GraphFailureException(400, Refused, "notificationUrl is missing."),
            LifecycleNotificationUrl = Address(json, "lifecycleNotificationUrl"),
            ClientState = secret,
            Until = Until(call, json),
            Mailbox = mailbox.Address,
            Folder = folder is null ? null : (call.Office.Mailboxes.FindFolder(mailbox, folder) ?? throw GraphFailureException.NotFound()).Id,
            WantsImmutableIds = call.WantsImmutableIds,
        };
    }

    /// <summary>Nothing leaves the machine, so https is not needed and other machines are not called.</summary>
    private static string? Address(JsonElement json, string name)
    {
        if (MessageBodies.Text(json, name) is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.IsLoopback && address.Scheme is "http" or "https"
            ? text
            : throw new GraphFailureException(400, Refused, $"{name}: the stand-in calls addresses of this machine alone.");
    }

    private static DateTimeOffset Until(GraphCall call, JsonElement json)
    {
        if (!DateTimeOffset.TryParse(MessageBodies.Text(json, "expirationDateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until))
            throw new GraphFailureException(400, Refused, "expirationDateTime is missing or none.");
        if (until > call.Office.Now + Longest) throw new GraphFailureException(400, Refused, "Subscription expiration can only be 10080 minutes in the future.");
        return until < call.Office.Now + Shortest ? call.Office.Now + Shortest : until;
    }

    private static GraphAnswer Answer(int status, MailSubscription subscription, GraphCall call) =>
        GraphJson.Answer(status, writer => Write(writer, subscription, $"{call.Root}/$metadata#subscriptions/$entity"));

    private static void Write(Utf8JsonWriter writer, MailSubscription subscription, string? context = null)
    {
        writer.WriteStartObject();
        if (context is not null) writer.WriteString("@odata.context", context);
        writer.WriteString("id", subscription.Id);
        writer.WriteString("resource", subscription.Resource);
        writer.WriteString("changeType", subscription.ChangeType);
        writer.WriteString("clientState", subscription.ClientState);
        writer.WriteString("notificationUrl", subscription.NotificationUrl);
        writer.WriteString("lifecycleNotificationUrl", subscription.LifecycleNotificationUrl);
        writer.WriteString("expirationDateTime", MessageProperties.Time(subscription.Until));
        writer.WriteEndObject();
    }
}
