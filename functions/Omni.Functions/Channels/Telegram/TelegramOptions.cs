using System.Buffers;

namespace Omni.Functions.Channels.Telegram;

/// <summary>Settings <c>Channels__Telegram__…</c>.</summary>
internal sealed record TelegramOptions
{
    private const int LongestToken = 256;

    private static readonly SearchValues<char> TokenLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>What we gave <c>setWebhook</c> as <c>secret_token</c>; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> SecretTokens { get; init; }

    /// <summary>Our name for the bot, since updates do not say which bot they are for.</summary>
    public string Account { get; init; } = "default";

    /// <exception cref="ChannelSettingException">Telegram would not take the token.</exception>
    public static TelegramOptions From(ChannelSettings settings)
    {
        var tokens = settings.Secrets("SecretToken");
        foreach (var token in tokens)
        {
            if (token.Length > LongestToken || token.AsSpan().ContainsAnyExcept(TokenLetters))
                throw settings.Wrong("SecretToken", "1 to 256 of the characters A-Z, a-z, 0-9, _ and -");
        }

        return new() { SecretTokens = tokens, Account = settings["Account"] ?? "default" };
    }
}
