using System.Security.Cryptography;
using System.Text;

namespace Omni.Functions.Contacts;

/// <summary>The one place that computes what deliveries are de-duplicated by.</summary>
public static class ContactId
{
    /// <summary>32 lower-case hex digits: the first half of a SHA-256 over provider, account and the provider's message id.</summary>
    public static string From(string provider, string account, string providerMessageId)
    {
        var text = $"{provider}\u001f{account}\u001f{providerMessageId}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>Whether a text can be one.</summary>
    public static bool IsWellFormed(string? id) => id is { Length: 32 } && id.All(char.IsAsciiHexDigitLower);
}
