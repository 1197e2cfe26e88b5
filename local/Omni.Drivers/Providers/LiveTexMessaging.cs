using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays LiveTex's Messaging API.</summary>
public sealed class LiveTexMessaging(string webhookKey)
{
    /// <summary>The key is inside the body already.</summary>
    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) => call.ProvenBy();

    /// <param name="userId">The visitor's id, as we gave it to LiveTex.</param>
    /// <param name="messageId">LiveTex's id.</param>
    /// <param name="text">What the visitor wrote.</param>
    /// <param name="at">When.</param>
    public SignedRequest Text(string userId, string messageId, string text, DateTimeOffset at)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "TextMessage",
            id = messageId,
            webhook_key = webhookKey,
            user_id = userId,
            timestamp = at.ToUnixTimeMilliseconds(),
            text,
            from = "User",
        });
        return new SignedRequest("livetex", body, "application/json", []);
    }
}
