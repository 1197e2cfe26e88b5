using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays Meta's side of the Messenger and Instagram webhooks.</summary>
public sealed class MetaMessaging
{
    private readonly string _provider;
    private readonly string _object;
    private readonly string _account;
    private readonly string _appSecret;

    private MetaMessaging(string provider, string @object, string account, string appSecret) =>
        (_provider, _object, _account, _appSecret) = (provider, @object, account, appSecret);

    public static MetaMessaging Messenger(string appSecret) => new("messenger", "page", "682498302938465", appSecret);

    public static MetaMessaging Instagram(string appSecret) => new("instagram", "instagram", "17841400000000001", appSecret);

    public static SignedRequest ProveMessenger(ProviderCall call, Func<string, string> setting) => Prove(call, setting("Channels__Messenger__AppSecret"));

    public static SignedRequest ProveInstagram(ProviderCall call, Func<string, string> setting) => Prove(call, setting("Channels__Instagram__AppSecret"));

    /// <param name="senderId">The person, as Meta shows it to this account.</param>
    /// <param name="messageId">Meta's <c>mid</c>, unique per message.</param>
    /// <param name="text">What the customer wrote.</param>
    /// <param name="at">When.</param>
    public SignedRequest Text(string senderId, string messageId, string text, DateTimeOffset at)
    {
        var time = at.ToUnixTimeMilliseconds();
        return Notify(new { sender = new { id = senderId }, recipient = new { id = _account }, timestamp = time, message = new { mid = messageId, text } }, time);
    }

    /// <summary>A message of the business has arrived.</summary>
    public SignedRequest Delivered(string senderId, string messageId, DateTimeOffset at)
    {
        var time = at.ToUnixTimeMilliseconds();
        return Notify(new { sender = new { id = senderId }, recipient = new { id = _account }, timestamp = time, delivery = new { mids = new[] { messageId }, watermark = time } }, time);
    }

    /// <summary>The person has read what was written until then; Instagram names the message instead.</summary>
    public SignedRequest Read(string senderId, string messageId, DateTimeOffset at)
    {
        var time = at.ToUnixTimeMilliseconds();
        object read = _object == "instagram" ? new { mid = messageId } : new { watermark = time };
        return Notify(new { sender = new { id = senderId }, recipient = new { id = _account }, timestamp = time, read }, time);
    }

    private SignedRequest Notify(object item, long time)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { @object = _object, entry = new[] { new { id = _account, time, messaging = new[] { item } } } });
        return new SignedRequest(_provider, body, "application/json", "X-Hub-Signature-256", SignedRequest.HmacSha256(_appSecret, body));
    }

    private static SignedRequest Prove(ProviderCall call, string appSecret) =>
        call.ProvenBy("X-Hub-Signature-256", SignedRequest.HmacSha256(appSecret, call.Body));
}
