using System.Text.Json;

namespace Omni.Functions.Channels.Acs;

/// <summary>Takes a delivery apart: a list of events, or one alone.</summary>
/// <remarks>https://learn.microsoft.com/azure/event-grid/event-schema-communication-services</remarks>
internal static class AcsNormaliser
{
    private const string Advice = "Send events of Communication Services in Event Grid's schema or as CloudEvents.";

    public static NormalisedRequest Normalise(WebhookRequest request)
    {
        if (JsonBody.Parse(request) is not { } delivery)
            return NormalisedRequest.Refused(JsonBody.Advice);
        if (delivery.ValueKind != JsonValueKind.Array)
            return One(delivery, request.ReceivedAt).Build(Advice);
        if (delivery.GetArrayLength() == 0)
            return NormalisedRequest.Refused(Advice);

        var parts = new NormalisedRequestBuilder();
        foreach (var item in delivery.EnumerateArray())
            Read(AcsEvent.Of(item, request.ReceivedAt), parts);
        return parts.Build(Advice);
    }

    private static NormalisedRequestBuilder One(JsonElement item, DateTimeOffset receivedAt)
    {
        var parts = new NormalisedRequestBuilder();
        Read(AcsEvent.Of(item, receivedAt), parts);
        return parts;
    }

    private static void Read(AcsEvent item, NormalisedRequestBuilder parts)
    {
        if (item.Type is not { } type || !item.Data.IsObject())
            parts.Ignore(IgnoredReason.Unreadable, item.All, item.Id);
        else if (type == "Microsoft.Communication.SMSReceived")
            AcsSms.Read(item, parts);
        else if (type == "Microsoft.Communication.IncomingCall")
            AcsCall.Read(item, parts);
        else if (type == "Microsoft.Communication.AdvancedMessageReceived")
            AcsAdvancedMessage.Read(item, parts);
        else if (type == "Microsoft.Communication.SMSDeliveryReportReceived")
            parts.Hear(AcsReceipt.OfSms(item), item.All, item.Id);
        else if (type == "Microsoft.Communication.EmailDeliveryReportReceived")
            parts.Hear(AcsReceipt.OfMail(item), item.All, item.Id);
        else if (type == "Microsoft.Communication.EmailEngagementTrackingReportReceived")
            parts.Hear(AcsReceipt.OfEngagement(item), item.All, item.Id);
        else
            parts.Ignore(ReasonToIgnore(type), item.All, item.Id);
    }

    private static IgnoredReason ReasonToIgnore(string type) => type switch
    {
        "Microsoft.EventGrid.SubscriptionValidationEvent" => IgnoredReason.Check,
        "Microsoft.EventGrid.SubscriptionDeletedEvent" => IgnoredReason.ServiceNotice,
        "Microsoft.Communication.AdvancedMessageDeliveryStatusUpdated" => IgnoredReason.Receipt,

        // Of any call in the resource, an agent's as well as a customer's, and without saying which of them: no news of a contact.
        "Microsoft.Communication.CallStarted"
            or "Microsoft.Communication.CallEnded"
            or "Microsoft.Communication.CallParticipantAdded"
            or "Microsoft.Communication.CallParticipantRemoved"
            or "Microsoft.Communication.RecordingFileStatusUpdated" => IgnoredReason.Progress,
        _ => IgnoredReason.UnknownEvent,
    };
}
