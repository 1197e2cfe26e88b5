namespace Omni.Functions.Channels.MetaMessaging;

/// <summary>Messages of the page or of the Instagram account that was written to. Settings <c>AccessToken</c>, <c>ApiUrl</c>.</summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages</remarks>
internal sealed class MessagingReplies(string token, ApiUrl api, MessagingProduct product) : IProviderReplies
{
    public int LongestText => product.LongestReply;

    public TimeSpan? Window => MetaAnswers.Window;

    public static IProviderReplies? From(ChannelSettings settings, MessagingProduct product) =>
        settings["AccessToken"] is { } token ? new MessagingReplies(token, ApiUrl.Of(settings, product.Api), product) : null;

    public SendRequest Ask(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var body = OutgoingJson.Write(json =>
        {
            json.WriteStartObject("recipient"u8);
            json.WriteString("id"u8, message.To);
            json.WriteEndObject();
            if (product.ReplyType is { } type)
                json.WriteString("messaging_type"u8, type);
            json.WriteStartObject("message"u8);
            json.WriteString("text"u8, message.Text);
            json.WriteEndObject();
        });
        return new SendRequest(new Uri($"{api.Base}/{Uri.EscapeDataString(message.Account)}/messages"), body, OutgoingJson.ContentType)
        {
            Headers = [new("Authorization", $"Bearer {token}")],
        };
    }

    public SendOutcome Read(ProviderAnswer answer) =>
        answer.Json.Text("message_id"u8) is { } id ? new MessageSent(id) : MetaAnswers.Failure(answer);
}
