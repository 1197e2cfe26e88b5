using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>An authorization header value and the time from which a new one is to be made.</summary>
/// <remarks>https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas</remarks>
internal sealed record SharedAccessSignature(string Value, DateTimeOffset RefreshAt)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan RefreshMargin = TimeSpan.FromMinutes(10);

    public static SharedAccessSignature Create(string resource, string keyName, string key, DateTimeOffset now) =>
        new(Sign(resource, keyName, key, now + Lifetime), now + Lifetime - RefreshMargin);

    /// <summary>The key is used as text: its UTF-8 bytes, not the bytes it encodes in base64.</summary>
    public static string Sign(string resource, string keyName, string key, DateTimeOffset expires)
    {
        var encodedResource = Uri.EscapeDataString(resource);
        var expiry = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{encodedResource}\n{expiry}"));
        var encodedSignature = Uri.EscapeDataString(Convert.ToBase64String(signature));
        return $"SharedAccessSignature sr={encodedResource}&sig={encodedSignature}&se={expiry}&skn={Uri.EscapeDataString(keyName)}";
    }
}
