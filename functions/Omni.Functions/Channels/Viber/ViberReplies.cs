namespace Omni.Functions.Channels.Viber;

/// <summary>Messages of the bot to a subscriber. Settings <c>AuthToken</c>, <c>SenderName</c>, <c>ApiUrl</c>. The status of HTTP is 200 whatever happens.</summary>
/// <remarks>https://developers.viber.com/docs/api/rest-bot-api/#send-message</remarks>
internal sealed class ViberReplies(string token, string sender, ApiUrl api) : IProviderReplies
{
    private const string Usual = "https://chatapi.viber.com";
    private const string UsualSender = "Support";
    private const int LongestSender = 28;

    private const int Ok = 0;
    private const int TooManyRequests = 12;

    public int LongestText => 7000;

    /// <summary>Pictures; a file comes without words.</summary>
    public OutgoingFileRules? Files { get; } = new(Most: 1, Largest: 1024 * 1024, WantsContent: false) { Types = ["image/jpeg"], LongestText = 120 };

    /// <exception cref="ChannelSettingException">The name is too long.</exception>
    public static IProviderReplies? From(ChannelSettings settings)
    {
        var sender = settings["SenderName"] ?? UsualSender;
        if (sender.Length > LongestSender)
            throw settings.Wrong("SenderName", $"a name of at most {LongestSender} letters, which people see beside our messages");
        return settings["AuthToken"] is { } token ? new ViberReplies(token, sender, ApiUrl.Of(settings, Usual)) : null;
    }

    public SendRequest Ask(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var body = OutgoingJson.Write(json =>
        {
            json.WriteString("receiver"u8, message.To);
            json.WriteNumber("min_api_version"u8, 1);
            json.WriteStartObject("sender"u8);
            json.WriteString("name"u8, sender);
            json.WriteEndObject();
            json.WriteString("tracking_data"u8, message.Id);
            var picture = message.Files is [{ Link: { } link }, ..] ? link : null;
            json.WriteString("type"u8, picture is null ? "text"u8 : "picture"u8);
            json.WriteString("text"u8, message.Text);
            if (picture is not null)
                json.WriteString("media"u8, picture.AbsoluteUri);
        });
        return new SendRequest(new Uri($"{api.Base}/pa/send_message"), body, OutgoingJson.ContentType) { Headers = [new("X-Viber-Auth-Token", token)] };
    }

    public SendOutcome Read(ProviderAnswer answer) => answer.Json.Whole("status"u8) switch
    {
        Ok => new MessageSent(answer.Json.Text("message_token"u8)),
        TooManyRequests => new SendLater(answer.RetryAfter),
        { } status when answer.IsSuccess => new SendingRefused($"viber{status}"),
        _ when answer.IsSuccess => new SendingUnclear("unreadable"),
        _ => answer.ByStatus(code: null),
    };
}
