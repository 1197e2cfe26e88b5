using System.Text;
using System.Text.Json;

namespace Omni.Functions.Channels.Acs;

/// <summary>Azure Communication Services, which speaks through Event Grid, in its own schema or in CloudEvents.</summary>
/// <remarks>https://learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema</remarks>
internal sealed class AcsChannel(AcsOptions options) : IChannel
{
    public const string Name = "acs";

    public string Provider => Name;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = AcsOptions.From(settings);
        return options.Keys.Count > 0 ? new AcsChannel(options) : null;
    }

    /// <summary>CloudEvents ask before they are sent; consent is in the headers. Whoever has no key gets no consent.</summary>
    public WebhookAnswer? Handshake(WebhookRequest request) => Asking(request) is null ? null : WebhookAnswer.Bare(200);

    public IReadOnlyList<KeyValuePair<string, string>> AnswerHeaders(WebhookRequest request) =>
        Asking(request) is { } origin ? [new("WebHook-Allowed-Origin", origin), new("WebHook-Allowed-Rate", "*")] : [];

    public WebhookVerdict Prove(WebhookRequest request) => SharedSecret.Compare(request.Query("code"), options.Keys);

    public NormalisedRequest Normalise(WebhookRequest request) => AcsNormaliser.Normalise(request);

    /// <summary>Event Grid's own schema asks with an event that wants its code back; nothing but 200 counts.</summary>
    public WebhookAnswer Accept(WebhookRequest request, NormalisedRequest content) =>
        content.Ignored is [{ Reason: IgnoredReason.Check, Raw: { } question }] && question.At("data"u8).Text("validationCode"u8) is { } code
            ? WebhookAnswer.Json($$"""{"validationResponse":"{{JsonEncodedText.Encode(code)}}"}""")
            : WebhookAnswer.Taken;

    /// <summary>The origin that asks for consent, as it can be repeated in a header.</summary>
    /// <remarks>https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md#4-abuse-protection</remarks>
    private string? Asking(WebhookRequest request) =>
        request.Method == "OPTIONS"
        && request.Header("WebHook-Request-Origin") is { Length: > 0 } origin
        && Ascii.IsValid(origin)
        && Prove(request) == WebhookVerdict.Proven ? origin : null;
}
