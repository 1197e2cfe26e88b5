using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Omni.LocalAzure.Communication;

/// <summary>Who may ask: whoever has the access key, or a token of the directory.</summary>
/// <remarks>https://learn.microsoft.com/azure/communication-services/tutorials/hmac-header-tutorial</remarks>
internal sealed class CommunicationKey(string accessKey, string? token, TimeProvider time)
{
    private const string Scheme = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";

    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(15);

    /// <param name="connectionString">As in the setting <c>Communication</c>; null or without a key lets nobody in by key.</param>
    /// <param name="token">Of the directory; null lets nobody in by token.</param>
    /// <param name="time">Whose requests are not too old.</param>
    public static CommunicationKey From(string? connectionString, string? token, TimeProvider time)
    {
        var key = (connectionString ?? "").Split(';', StringSplitOptions.TrimEntries)
            .Where(static part => part.StartsWith("accesskey=", StringComparison.OrdinalIgnoreCase))
            .Select(static part => part["accesskey=".Length..]).FirstOrDefault();
        return new CommunicationKey(key ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(64)), token, time);
    }

    /// <returns>Null when the request is proven, else why it is not.</returns>
    public string? WhyNot(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith("Bearer ", StringComparison.Ordinal))
            return token is not null && AreEqual(authorization["Bearer ".Length..], token) ? null : "The token is not one of this stand-in.";
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal)) return "The request is not signed.";
        var (date, hash) = (request.Headers["x-ms-date"].ToString(), request.Headers["x-ms-content-sha256"].ToString());
        if (!AreEqual(hash, Convert.ToBase64String(SHA256.HashData(body)))) return "Request 'x-ms-content-sha256' differs from generated content hash.";
        if (!DateTimeOffset.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || (time.GetUtcNow() - at).Duration() > LargestSkew)
            return "Request 'x-ms-date' is missing or too far from now.";
        var signed = $"{request.Method}\n{RawPathOf(request)}\n{date};{request.Host.Value};{hash}";
        return AreEqual(authorization[Scheme.Length..], Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(accessKey), Encoding.UTF8.GetBytes(signed)))) ? null : "The signature is wrong.";
    }

    /// <summary>As it was sent: what the server made of it is not what was signed.</summary>
    private static string RawPathOf(HttpRequest request) => request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()?.RawTarget ?? "";

    private static bool AreEqual(string left, string right) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
