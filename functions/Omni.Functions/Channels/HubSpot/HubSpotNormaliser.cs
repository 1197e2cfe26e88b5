using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.HubSpot;

/// <summary>A request is a list of events; each event of a contact is one change.</summary>
/// <remarks>https://developers.hubspot.com/docs/api/webhooks</remarks>
internal static class HubSpotNormaliser
{
    private const string DefaultAccount = "default";
    private const string Contact = "contact";
    private const string AnyObject = "object";

    /// <summary>The object type of contacts in subscriptions of the generic kind.</summary>
    private const string ContactType = "0-1";

    private const int MostMerged = 100;

    public static NormalisedRequest Normalise(WebhookRequest request, HubSpotOptions options)
    {
        if (JsonBody.Parse(request) is not { ValueKind: JsonValueKind.Array } events || events.GetArrayLength() == 0)
            return NormalisedRequest.Refused(JsonBody.Advice);

        var builder = new NormalisedRequestBuilder();
        foreach (var item in events.EnumerateArray())
            Add(builder, item, request, options);
        return builder.Build(JsonBody.Advice);
    }

    private static void Add(NormalisedRequestBuilder builder, JsonElement item, WebhookRequest request, HubSpotOptions options)
    {
        if (item.Text("subscriptionType"u8) is not { } subscription || item.Text("eventId"u8) is not { } eventId || item.Text("objectId"u8) is not { } id)
            builder.Ignore(IgnoredReason.Unreadable, item);
        else if (Split(subscription) is var (of, word) && ActionOf(word) is not { } action)
            builder.Ignore(word == "associationChange" ? IgnoredReason.OtherEntity : IgnoredReason.UnknownEvent, item, eventId);
        else if (ReasonToIgnore(item, of) is { } reason)
            builder.Ignore(reason, item, eventId);
        else
            builder.Change(Change(item, action, id, request, options));
    }

    /// <summary>As in <c>contact.creation</c>: the kind of record, empty when there is none, and what happened to it.</summary>
    private static (string Of, string Word) Split(string subscription)
    {
        var dot = subscription.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? ("", subscription) : (subscription[..dot], subscription[(dot + 1)..]);
    }

    private static IgnoredReason? ReasonToIgnore(JsonElement item, string of)
    {
        if (!IsOfContact(item, of))
            return IgnoredReason.OtherEntity;

        // What the app that is subscribed has changed itself comes back with that app as its source.
        var isOurs = item.Text("changeSource"u8) == "INTEGRATION" && item.Text("sourceId"u8) is { } source && source == item.Text("appId"u8);
        return isOurs ? IgnoredReason.Echo : null;
    }

    private static bool IsOfContact(JsonElement item, string of) => of switch
    {
        Contact => true,
        AnyObject => item.Text("objectTypeId"u8) == ContactType,
        _ => false,
    };

    private static CrmAction? ActionOf(string word) => word switch
    {
        "creation" => CrmAction.Created,
        "propertyChange" => CrmAction.Updated,
        "deletion" or "privacyDeletion" => CrmAction.Deleted,
        "merge" => CrmAction.Merged,
        "restore" => CrmAction.Restored,
        _ => null,
    };

    private static CrmChange Change(JsonElement item, CrmAction action, string id, WebhookRequest request, HubSpotOptions options)
    {
        var account = item.Text("portalId"u8) ?? DefaultAccount;
        var receivedAt = UtcMilliseconds.Cut(request.ReceivedAt);
        var merged = action == CrmAction.Merged ? MergedInto(id, item) : [];
        var details = Details(item, action, options);
        return new CrmChange
        {
            // HubSpot's own ids of events repeat from one subscription and moment to another.
            Id = ContactId.From(HubSpotChannel.Name, account, $"{item.Text("subscriptionId"u8)}:{item.Text("eventId"u8)}:{item.Text("occurredAt"u8)}"),
            System = HubSpotChannel.Name,
            Account = account,
            EntityId = id,
            Action = action,
            OccurredAt = item.UnixMilliseconds("occurredAt"u8) ?? receivedAt,
            ReceivedAt = receivedAt,
            Identities =
            [
                CrmIdentity.Of(HubSpotChannel.Name, account, id),
                .. merged.Select(other => CrmIdentity.Of(HubSpotChannel.Name, account, other)),
                .. details.Identities,
            ],
            Attributes = details.Attributes,
            MergedIds = merged,
            Raw = item,
        };
    }

    private static CrmDetails Details(JsonElement item, CrmAction action, HubSpotOptions options)
    {
        var details = new CrmDetails(options.DetailTrust, options.DefaultRegion);
        if (action != CrmAction.Updated || item.Text("propertyName"u8) is not { } name)
            return details;
        var value = item.Text("propertyValue"u8);
        details.Attribute(name, value);
        if (name == "email")
            details.Email(value);
        else if (name is "phone" or "mobilephone")
            details.Phone(value);
        return details;
    }

    /// <summary>Every record that the surviving one stands for now: the primary one has a new id after a merge as well.</summary>
    private static List<string> MergedInto(string id, JsonElement item)
    {
        var merged = new List<string>(2);
        Add(item.Text("primaryObjectId"u8));
        foreach (var other in item.Items("mergedObjectIds"u8))
            Add(other.ValueKind is JsonValueKind.Number or JsonValueKind.String ? other.ToString() : null);
        return merged;

        void Add(string? other)
        {
            if (other is not null && other != id && merged.Count < MostMerged && !merged.Contains(other))
                merged.Add(other);
        }
    }
}
