using Omni.Functions.Channels.Email;

namespace Omni.Functions.Channels.Postmark;

/// <summary>Settings <c>Channels__Postmark__…</c>.</summary>
internal sealed record PostmarkOptions
{
    /// <summary>Each as <c>name:password</c>.</summary>
    public required IReadOnlyList<string> Credentials { get; init; }

    public required MailSettings Mail { get; init; }

    /// <exception cref="ChannelSettingException">Half of the credentials is missing.</exception>
    public static PostmarkOptions From(ChannelSettings settings) => new()
    {
        Credentials = BasicAuthentication.Credentials(settings),
        Mail = MailSettings.From(settings),
    };
}
