using System.Buffers;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Twilio;

/// <summary>Settings <c>Channels__Twilio__…</c>, shared by Twilio's channels.</summary>
internal sealed record TwilioOptions
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private const string Sid = "AC0123456789abcdef0123456789abcdef";

    /// <summary>Sign every request; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> AuthTokens { get; init; }

    /// <summary>What a caller hears first.</summary>
    public string? VoiceGreeting { get; init; }

    /// <summary>The language the greeting is spoken in, as in <c>ru-RU</c>; Twilio's own choice when it is not set.</summary>
    public string? VoiceLanguage { get; init; }

    /// <summary>E.164; where calls are put through to.</summary>
    public string? VoiceForwardTo { get; init; }

    /// <exception cref="ChannelSettingException">Twilio could not do what is set.</exception>
    public static TwilioOptions From(ChannelSettings settings)
    {
        if (settings["AccountSid"] is { } sid && !IsSid(sid))
            throw settings.Wrong("AccountSid", "AC and 32 hex digits, as on the first page of Twilio's console");
        var forwardTo = settings["VoiceForwardTo"];
        return new()
        {
            AuthTokens = settings.Secrets("AuthToken"),
            VoiceGreeting = Speakable(settings, "VoiceGreeting"),
            VoiceLanguage = Speakable(settings, "VoiceLanguage"),
            VoiceForwardTo = forwardTo is null
                ? null
                : PhoneNumber.Canonical(forwardTo, settings.DefaultRegion) ?? throw settings.Wrong("VoiceForwardTo", "a phone number like +442071838750"),
        };
    }

    private static bool IsSid(string text) =>
        text.Length == Sid.Length && text.StartsWith("AC", StringComparison.Ordinal) && !text.AsSpan(2).ContainsAnyExcept(HexDigits);

    /// <summary>XML has no way to write most control characters, and Twilio refuses an answer that holds one.</summary>
    private static string? Speakable(ChannelSettings settings, string key)
    {
        foreach (var letter in settings[key] ?? "")
        {
            if ((char.IsControl(letter) && letter is not ('\t' or '\r' or '\n')) || letter is '\uFFFE' or '\uFFFF')
                throw settings.Wrong(key, "text without control characters");
        }

        return settings[key];
    }
}
