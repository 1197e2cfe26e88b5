namespace Omni.Functions.Channels.Form;

/// <summary>The business's own forms: signed by its server, or sent by a visitor's browser from a page of a known site.</summary>
internal sealed class FormChannel(FormOptions options) : IChannel
{
    public const string Name = "form";

    private static readonly KeyValuePair<string, string> VaryByOrigin = new("Vary", "Origin");

    public string Provider => Name;

    public int BodyLimit => 256 * 1024;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = FormOptions.From(settings);
        return options.Secrets.Count > 0 || options.AllowedOrigins.Count > 0 ? new FormChannel(options) : null;
    }

    /// <summary>A browser asks before it sends JSON to another site.</summary>
    public WebhookAnswer? Handshake(WebhookRequest request) =>
        request.Method == "OPTIONS" && Origin(request) is not null ? WebhookAnswer.Bare(204) : null;

    /// <summary>A signature decides alone when there is one: a wrong one is not saved by an origin, which anybody but a browser can write.</summary>
    public WebhookVerdict Prove(WebhookRequest request)
    {
        if (request.Header("X-Omni-Signature") is { Length: > 0 } signature)
            return SharedSecret.CompareHmacSha256(signature, "sha256=", request.Body, options.Secrets);
        if (string.IsNullOrEmpty(request.Header("Origin")))
            return WebhookVerdict.Missing;
        return Origin(request) is null ? WebhookVerdict.Wrong : WebhookVerdict.Proven;
    }

    public NormalisedRequest Normalise(WebhookRequest request) =>
        FormNormaliser.Normalise(request, SenderOf(request), options.DefaultRegion);

    /// <summary>The site learns the id under which the contact will be on the timeline.</summary>
    public WebhookAnswer Accept(WebhookRequest request, NormalisedRequest content) =>
        content.Contacts is [{ Id: var id }] ? WebhookAnswer.Json($$"""{"id":"{{id}}"}""") : WebhookAnswer.Taken;

    public IReadOnlyList<KeyValuePair<string, string>> AnswerHeaders(WebhookRequest request)
    {
        if (Origin(request) is not { } origin)
            return options.AllowedOrigins.Count > 0 ? [VaryByOrigin] : [];
        KeyValuePair<string, string> allowed = new("Access-Control-Allow-Origin", origin);
        return request.Method == "OPTIONS"
            ?
            [
                allowed,
                VaryByOrigin,
                new("Access-Control-Allow-Methods", "POST"),
                new("Access-Control-Allow-Headers", "Content-Type"),
                new("Access-Control-Max-Age", "7200"),
            ]
            : [allowed, VaryByOrigin];
    }

    private FormSender SenderOf(WebhookRequest request) => new(
        Origin(request), IsSigned: !string.IsNullOrEmpty(request.Header("X-Omni-Signature")));

    /// <summary>The sender's origin when it is on the list; browsers write origins in one way, so they are compared exactly.</summary>
    private string? Origin(WebhookRequest request)
    {
        var origin = request.Header("Origin");
        return origin is not null && options.AllowedOrigins.Contains(origin) ? origin : null;
    }
}
