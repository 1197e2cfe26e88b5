namespace Omni.Functions.Channels;

/// <summary>
/// An app at Meta: whichever product sends the webhooks, it connects and signs them alike. Settings <c>Channels__{Product}__…</c>,
/// from the app's page at Meta.
/// </summary>
/// <param name="appSecrets">Sign every webhook; several while one is exchanged for another.</param>
/// <param name="verifyTokens">Typed by us into the webhook's settings; Meta repeats them when it connects.</param>
/// <remarks>https://developers.facebook.com/docs/graph-api/webhooks/getting-started</remarks>
internal sealed class MetaApp(IReadOnlyList<string> appSecrets, IReadOnlyList<string> verifyTokens)
{
    private const string Forbidden = "The verify token is not the configured one.";

    /// <summary>Null when no app secret is set.</summary>
    public static MetaApp? From(ChannelSettings settings) =>
        settings.Secrets("AppSecret") is { Count: > 0 } appSecrets ? new MetaApp(appSecrets, settings.Secrets("VerifyToken")) : null;

    /// <summary>Meta connects with a GET that wants its challenge back, bare; any status but 200 is a refusal, 403 the documented one.</summary>
    public WebhookAnswer? Handshake(WebhookRequest request)
    {
        if (request.Method != "GET" || request.Query("hub.mode") != "subscribe" || request.Query("hub.challenge") is not { Length: > 0 } challenge)
            return null;
        return SharedSecret.Compare(request.Query("hub.verify_token"), verifyTokens) == WebhookVerdict.Proven
            ? WebhookAnswer.PlainText(challenge)
            : WebhookAnswer.PlainText(Forbidden) with { Status = 403 };
    }

    public WebhookVerdict Prove(WebhookRequest request) =>
        SharedSecret.CompareHmacSha256(request.Header("X-Hub-Signature-256"), "sha256=", request.Body, appSecrets);
}
