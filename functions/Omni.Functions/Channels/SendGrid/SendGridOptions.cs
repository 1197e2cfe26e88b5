using System.Security.Cryptography;
using Omni.Functions.Channels.Email;

namespace Omni.Functions.Channels.SendGrid;

/// <summary>Settings <c>Channels__SendGrid__…</c>.</summary>
internal sealed record SendGridOptions
{
    /// <summary>Each as <c>name:password</c>; none when the address carries none.</summary>
    public required IReadOnlyList<string> Credentials { get; init; }

    /// <summary>DER, of the security policies that sign; several while one is exchanged for another.</summary>
    public required IReadOnlyList<byte[]> PublicKeys { get; init; }

    public required MailSettings Mail { get; init; }

    /// <exception cref="ChannelSettingException">A key is no public key, or half of the credentials is missing.</exception>
    public static SendGridOptions From(ChannelSettings settings) => new()
    {
        Credentials = BasicAuthentication.Credentials(settings),
        PublicKeys = [.. settings.Secrets("PublicKey").Select(key => PublicKey(key) ?? throw settings.Wrong("PublicKey", "the base64 text SendGrid shows for the security policy"))],
        Mail = MailSettings.From(settings),
    };

    private static byte[]? PublicKey(string text)
    {
        try
        {
            var der = Convert.FromBase64String(text);
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(der, out _);
            return der;
        }
        catch (Exception notAKey) when (notAKey is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
