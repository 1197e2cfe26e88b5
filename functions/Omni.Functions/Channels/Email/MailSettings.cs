namespace Omni.Functions.Channels.Email;

/// <summary>What the rules of mail have to know of the installation.</summary>
/// <param name="AuthenticationServer">The server whose <c>Authentication-Results</c> count, see <see cref="MailTrust"/>; null when there is none.</param>
/// <param name="ReplyKey">Proves that a reply token is ours.</param>
internal sealed record MailSettings(string? AuthenticationServer, ReplyKey ReplyKey)
{
    public static MailSettings From(ChannelSettings settings) => new(settings["AuthenticationServer"], settings.ReplyKey);
}
