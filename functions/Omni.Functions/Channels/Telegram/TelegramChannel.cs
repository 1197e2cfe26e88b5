using System.Text.Json;

namespace Omni.Functions.Channels.Telegram;

/// <summary>Telegram's Bot API.</summary>
/// <remarks>https://core.telegram.org/bots/api#setwebhook</remarks>
internal sealed class TelegramChannel(TelegramOptions options) : IChannel
{
    public const string Name = "telegram";

    public string Provider => Name;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = TelegramOptions.From(settings);
        return options.SecretTokens.Count > 0 ? new TelegramChannel(options) : null;
    }

    public WebhookVerdict Prove(WebhookRequest request) =>
        SharedSecret.Compare(request.Header("X-Telegram-Bot-Api-Secret-Token"), options.SecretTokens);

    public NormalisedRequest Normalise(WebhookRequest request) => TelegramNormaliser.Normalise(request, options.Account);

    /// <summary>A pressed button spins until the press is answered; the answer to the webhook may do that.</summary>
    public WebhookAnswer Accept(WebhookRequest request, NormalisedRequest content) =>
        content.Contacts is [{ Raw: { } update }] && update.At("callback_query"u8).Text("id"u8) is { } press
            ? WebhookAnswer.Json($$"""{"method":"answerCallbackQuery","callback_query_id":"{{JsonEncodedText.Encode(press)}}"}""")
            : WebhookAnswer.Taken;
}
