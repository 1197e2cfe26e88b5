using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays Viber's side of a bot's webhook.</summary>
public sealed class ViberBot(string authToken)
{
    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) =>
        call.ProvenBy("X-Viber-Content-Signature", Signature(setting("Channels__Viber__AuthToken"), call.Body));

    /// <param name="userId">The person, as Viber shows it to this bot.</param>
    /// <param name="name">The name in the profile.</param>
    /// <param name="messageToken">Viber's id, unique per message.</param>
    /// <param name="text">What the customer wrote.</param>
    /// <param name="at">When.</param>
    public SignedRequest Text(string userId, string name, long messageToken, string text, DateTimeOffset at) =>
        Message(userId, name, messageToken, new { type = "text", text }, at);

    /// <param name="userId">The person, as Viber shows it to this bot.</param>
    /// <param name="messageToken">Viber's id, unique per message.</param>
    /// <param name="address">Where the file lies.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="at">When.</param>
    public SignedRequest File(string userId, long messageToken, Uri address, string fileName, DateTimeOffset at) =>
        Message(userId, "Sender", messageToken, new { type = "file", media = address.AbsoluteUri, file_name = fileName, size = 1 }, at);

    /// <summary>What became of a message of the business.</summary>
    /// <param name="userId">Whom it went to.</param>
    /// <param name="messageToken">As it was given when the message was sent.</param>
    /// <param name="what"><c>delivered</c>, <c>seen</c> or <c>failed</c>.</param>
    /// <param name="at">When.</param>
    public SignedRequest Receipt(string userId, string messageToken, string what, DateTimeOffset at) => Post(new
    {
        @event = what,
        timestamp = at.ToUnixTimeMilliseconds(),
        message_token = long.Parse(messageToken, System.Globalization.CultureInfo.InvariantCulture),
        user_id = userId,
    });

    private SignedRequest Message(string userId, string name, long messageToken, object message, DateTimeOffset at) => Post(new
    {
        @event = "message",
        timestamp = at.ToUnixTimeMilliseconds(),
        message_token = messageToken,
        sender = new { id = userId, name, language = "ru", country = "RU", api_version = 10 },
        message,
        silent = false,
    });

    private SignedRequest Post(object callback)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(callback);
        return new SignedRequest("viber", body, "application/json", "X-Viber-Content-Signature", Signature(authToken, body));
    }

    private static string Signature(string authToken, byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(authToken), body));
}
