using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Jivo;

/// <summary>One event a request, named by <c>event_name</c>.</summary>
/// <remarks>https://www.jivo.ru/docs/webhooks</remarks>
internal static class JivoNormaliser
{
    private const string Advice = "Send one event with event_name and widget_id.";

    public static NormalisedRequest Normalise(WebhookRequest request, string defaultRegion)
    {
        if (JsonBody.Parse(request) is not { } json)
            return NormalisedRequest.Refused(JsonBody.Advice);
        if (json.Text("event_name"u8) is not { } kind)
            return NormalisedRequest.Refused(Advice);

        var parts = new NormalisedRequestBuilder();
        var jivo = new JivoEvent(json, json.Text("widget_id"u8) ?? "default", defaultRegion, UtcMilliseconds.Cut(request.ReceivedAt));
        switch (kind)
        {
            case "chat_finished":
                JivoChat.Finished(jivo, parts);
                break;
            case "offline_message":
                JivoChat.Offline(jivo, parts);
                break;
            case "call_event":
                JivoCall.Read(jivo, parts);
                break;
            default:
                parts.Ignore(ReasonToIgnore(kind), json, json.Text("chat_id"u8));
                break;
        }

        return parts.Build(Advice);
    }

    private static IgnoredReason ReasonToIgnore(string kind) => kind switch
    {
        "chat_accepted" or "chat_updated" or "chat_assigned" => IgnoredReason.Progress,
        "client_updated" or "client_attribute_updated" => IgnoredReason.ServiceNotice,
        _ => IgnoredReason.UnknownEvent,
    };
}

/// <summary>What holds for every event.</summary>
internal readonly record struct JivoEvent(JsonElement Json, string Account, string DefaultRegion, DateTimeOffset ReceivedAt)
{
    public Contact Contact(string id, string channel, ContactKind kind, IReadOnlyList<Identity> identities, DateTimeOffset? occurredAt) => new()
    {
        Id = ContactId.From(JivoChannel.Name, Account, id),
        Channel = channel,
        Provider = JivoChannel.Name,
        Account = Account,
        Kind = kind,
        ProviderMessageId = id,
        Thread = Json.Text("chat_id"u8),
        From = new ContactSender { Identities = identities, DisplayName = JivoVisitor.Name(Json) },
        Extras = JivoVisitor.Extras(Json, DefaultRegion),
        OccurredAt = occurredAt ?? ReceivedAt,
        ReceivedAt = ReceivedAt,
        Raw = Json,
    };
}
