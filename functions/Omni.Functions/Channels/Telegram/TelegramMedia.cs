using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Telegram;

/// <summary>Files have ids; where one lies is asked for with the bot's token, which is part of the address. Settings <c>BotToken</c>, <c>ApiUrl</c>.</summary>
/// <remarks>https://core.telegram.org/bots/api#getfile</remarks>
internal sealed class TelegramMedia(string? token, ApiUrl api) : IProviderMedia
{
    public const string Usual = "https://api.telegram.org";

    public Uri? SetByHand => api.SetByHand;

    /// <exception cref="ChannelSettingException">The token cannot stand in an address.</exception>
    public static IProviderMedia From(ChannelSettings settings)
    {
        var token = settings["BotToken"];
        return token?.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is ':' or '_' or '-') != false
            ? new TelegramMedia(token, ApiUrl.Of(settings, Usual))
            : throw settings.Wrong("BotToken", "the token from BotFather, such as 123456:ABC-DEF");
    }

    public MediaRequest? Ask(Attachment file) => token is not null && file.FileId is { } id
        ? new MediaRequest(new Uri($"{api.Base}/bot{token}/getFile?file_id={Uri.EscapeDataString(id)}")) { IsLookUp = true }
        : null;

    public MediaRequest? Follow(JsonElement answer) => answer.At("result"u8).Text("file_path"u8) is { Length: > 0 } path && IsBelow(path)
        ? new MediaRequest(new Uri($"{api.Base}/file/bot{token}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}"))
        : null;

    /// <summary>Bots get files up to 20 MB.</summary>
    public bool SaysTooLarge(JsonElement answer) =>
        answer.Text("description"u8)?.Contains("file is too big", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A path that climbs would take the token along.</summary>
    private static bool IsBelow(string path) => !path.Split('/').Any(static part => part is "" or "." or "..");
}
