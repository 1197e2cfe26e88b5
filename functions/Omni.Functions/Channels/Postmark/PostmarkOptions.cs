namespace Omni.Functions.Channels.Postmark;

/// <summary>Settings <c>Channels__Postmark__…</c>.</summary>
internal sealed record PostmarkOptions
{
    /// <summary>Each as <c>name:password</c>.</summary>
    public required IReadOnlyList<string> Credentials { get; init; }

    /// <summary>The mail server of ours in front of Postmark whose <c>Authentication-Results</c> count.</summary>
    public string? AuthenticationServer { get; init; }

    /// <exception cref="ChannelSettingException">Half of the credentials is missing.</exception>
    public static PostmarkOptions From(ChannelSettings settings) => new()
    {
        Credentials = BasicAuthentication.Credentials(settings),
        AuthenticationServer = settings["AuthenticationServer"],
    };
}
