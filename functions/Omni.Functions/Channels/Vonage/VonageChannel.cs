namespace Omni.Functions.Channels.Vonage;

/// <summary>Vonage's SMS API and Messages API, which may share one address.</summary>
/// <remarks>https://developer.vonage.com/en/getting-started/concepts/webhooks</remarks>
internal sealed class VonageChannel(VonageOptions options) : IChannel
{
    public const string Name = "vonage";

    public string Provider => Name;

    public int BodyLimit => 256 * 1024;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = VonageOptions.From(settings);
        return options.SignatureSecrets.Count > 0 ? new VonageChannel(options) : null;
    }

    /// <summary>A token decides alone when there is one; the SMS API signs in a field instead.</summary>
    public WebhookVerdict Prove(WebhookRequest request) =>
        request.Header("Authorization") is { Length: > 0 } authorization
            ? VonageToken.Prove(authorization, request, options.SignatureSecrets)
            : VonageSignature.Prove(request, options);

    /// <summary>
    /// After a failure of its own Vonage may call unsigned, and calls again signed when it hears that we failed.
    /// https://developer.vonage.com/en/getting-started/concepts/webhooks
    /// </summary>
    public int StatusOfUnproven(WebhookVerdict verdict) => verdict == WebhookVerdict.Missing ? 503 : 401;

    public NormalisedRequest Normalise(WebhookRequest request)
    {
        if (VonageFields.Read(request) is not { } fields)
            return NormalisedRequest.Refused(VonageFields.Advice);

        var parts = new NormalisedRequestBuilder();
        if (fields.Text("message_uuid"u8) is { } messageId)
            VonageMessage.Read(fields, messageId, request.ReceivedAt, parts);
        else
            VonageSms.Read(fields, request.ReceivedAt, parts);
        return parts.Build(VonageFields.Advice);
    }
}
