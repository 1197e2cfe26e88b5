using System.Text;

namespace Omni.Functions.Channels;

/// <summary>Name and password that a provider takes from the address it was given: <c>https://name:password@…</c>.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc7617</remarks>
public static class BasicAuthentication
{
    private const string Scheme = "Basic ";

    /// <param name="authorization">The header.</param>
    /// <param name="credentials">Each as <c>name:password</c>.</param>
    public static WebhookVerdict Compare(string? authorization, IReadOnlyList<string> credentials)
    {
        if (string.IsNullOrEmpty(authorization))
            return WebhookVerdict.Missing;
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return WebhookVerdict.Wrong;
        var given = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[Scheme.Length..], given, out var length) && length > 0
            ? SharedSecret.Compare(Encoding.UTF8.GetString(given, 0, length), credentials)
            : WebhookVerdict.Wrong;
    }

    /// <summary>The settings <c>Username</c> and <c>Password</c>; none when both are missing.</summary>
    /// <exception cref="ChannelSettingException">One is there without the other, or the name has a colon, which ends it.</exception>
    public static IReadOnlyList<string> Credentials(ChannelSettings settings)
    {
        var passwords = settings.Secrets("Password");
        var name = settings["Username"];
        if (name is null && passwords.Count == 0)
            return [];
        if (name is null || name.Contains(':', StringComparison.Ordinal))
            throw settings.Wrong("Username", "the name without a colon that goes with the password");
        if (passwords.Count == 0)
            throw settings.Wrong("Password", "set together with the user name");
        return [.. passwords.Select(password => $"{name}:{password}")];
    }
}
