namespace Omni.Functions.Channels.Bot;

/// <summary>An activity of the Bot Connector, which has proven that it is one. Messages of people are contacts; all else is not.</summary>
/// <remarks>https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md</remarks>
internal static class BotNormaliser
{
    public const string Provider = "bot";

    /// <summary>How the connector knows a person: an id of one channel's.</summary>
    public const string UserKind = "bot_user";

    private const string Advice = "Send one activity with id, from.id, recipient.id, conversation.id, channelId and serviceUrl.";

    public static NormalisedRequest Normalise(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt, string defaultRegion)
    {
        if (JsonBody.Parse(body) is not { } activity)
            return NormalisedRequest.Refused(JsonBody.Advice);
        if (activity.Text("type"u8) is not { } type)
            return NormalisedRequest.Refused(Advice);
        var parts = new NormalisedRequestBuilder();
        if (type != "message")
            parts.Ignore(ReasonToIgnore(type), activity, activity.Text("id"u8));
        else if (activity.At("from"u8).Text("role"u8) == "bot")
            parts.Ignore(IgnoredReason.Echo, activity, activity.Text("id"u8));
        else if (BotMessage.ToContact(activity, receivedAt, defaultRegion) is { } contact)
            parts.Add(contact);
        else
            parts.Ignore(IgnoredReason.Unreadable, activity, activity.Text("id"u8));
        return parts.Build(Advice);
    }

    private static IgnoredReason ReasonToIgnore(string type) => type switch
    {
        "messageUpdate" => IgnoredReason.Edit,
        "messageDelete" => IgnoredReason.Deletion,
        "messageReaction" => IgnoredReason.Reaction,
        "conversationUpdate" or "installationUpdate" or "contactRelationUpdate" => IgnoredReason.Subscription,
        "typing" or "endOfConversation" => IgnoredReason.Progress,
        _ => IgnoredReason.UnknownEvent,
    };
}
