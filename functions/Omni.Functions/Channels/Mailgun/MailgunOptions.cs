namespace Omni.Functions.Channels.Mailgun;

/// <summary>Settings <c>Channels__Mailgun__…</c>.</summary>
internal sealed record MailgunOptions
{
    /// <summary>The HTTP webhook signing keys; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> SigningKeys { get; init; }

    /// <summary>The mail server of ours in front of Mailgun whose <c>Authentication-Results</c> count.</summary>
    public string? AuthenticationServer { get; init; }

    public static MailgunOptions From(ChannelSettings settings) => new()
    {
        SigningKeys = settings.Secrets("SigningKey"),
        AuthenticationServer = settings["AuthenticationServer"],
    };
}
