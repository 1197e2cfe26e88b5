namespace Omni.Functions.Channels.Vk;

/// <summary>VK's Callback API.</summary>
/// <remarks>https://dev.vk.com/ru/api/callback/getting-started</remarks>
internal sealed class VkChannel(VkOptions options) : IChannel
{
    public const string Name = "vk";

    private const string NotConfigured = "Channels__Vk__ConfirmationCode is not set.";

    private static readonly WebhookAnswer Ok = WebhookAnswer.PlainText("ok");

    public string Provider => Name;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = VkOptions.From(settings);
        return options.Secrets.Count > 0 ? new VkChannel(options) : null;
    }

    /// <summary>There is no signature: the agreed secret is a member of the body.</summary>
    public WebhookVerdict Prove(WebhookRequest request) =>
        SharedSecret.Compare(JsonBody.Parse(request)?.Text("secret"u8), options.Secrets);

    public NormalisedRequest Normalise(WebhookRequest request) => VkNormaliser.Normalise(request);

    /// <summary>VK repeats an event, and in the end sends none, unless it hears <c>ok</c>; and to its check the community's code.</summary>
    public WebhookAnswer Accept(WebhookRequest request, NormalisedRequest content)
    {
        if (content.Ignored is not [{ Reason: IgnoredReason.Check }])
            return Ok;
        return options.ConfirmationCode is { } code
            ? WebhookAnswer.PlainText(code)
            : WebhookAnswer.PlainText(NotConfigured) with { Status = 403 };
    }
}
