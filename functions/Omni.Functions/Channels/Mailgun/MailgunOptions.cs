using Omni.Functions.Channels.Email;

namespace Omni.Functions.Channels.Mailgun;

/// <summary>Settings <c>Channels__Mailgun__…</c>.</summary>
internal sealed record MailgunOptions
{
    /// <summary>The HTTP webhook signing keys; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> SigningKeys { get; init; }

    public required MailSettings Mail { get; init; }

    public static MailgunOptions From(ChannelSettings settings) => new()
    {
        SigningKeys = settings.Secrets("SigningKey"),
        Mail = MailSettings.From(settings),
    };
}
