using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Omni.LocalAzure.Bot;

/// <summary>Makes the tokens of both ways: those the connector brings along, and those the bot fetches for itself. The keys live as long as the process.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication</remarks>
internal sealed class BotIssuer(string appId, TimeProvider time) : IDisposable
{
    private const string Issuer = "https://api.botframework.com";
    private const string Kid = "local-connector-key";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly RSA _key = RSA.Create(2048);
    private readonly byte[] _own = RandomNumberGenerator.GetBytes(32);

    public string AppId => appId;

    public static JsonObject Metadata(string address) => new()
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = "https://invalid.botframework.com",
        ["jwks_uri"] = $"{address}/v1/.well-known/keys",
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
    };

    public JsonObject Keys()
    {
        var parameters = _key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = Kid,
                ["x5t"] = Kid,
                ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                ["e"] = Base64Url.EncodeToString(parameters.Exponent),
                ["endorsements"] = new JsonArray("directline", "webchat", "emulator", "msteams", "telegram", "email"),
            }),
        };
    }

    /// <summary>For a request of the connector to the bot.</summary>
    public string ForBot(string serviceUrl)
    {
        var now = time.GetUtcNow();
        var payload = new JsonObject { ["serviceurl"] = serviceUrl, ["nbf"] = now.AddMinutes(-1).ToUnixTimeSeconds(), ["exp"] = (now + Lifetime).ToUnixTimeSeconds(), ["iss"] = Issuer, ["aud"] = appId };
        var signed = $"{Part(new JsonObject { ["alg"] = "RS256", ["kid"] = Kid, ["x5t"] = Kid, ["typ"] = "JWT" })}.{Part(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>The managed identity's answer.</summary>
    public JsonObject ForConnector(string resource)
    {
        var end = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        var claims = $"{Part(new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT" })}.{Part(new JsonObject { ["aud"] = resource, ["appid"] = appId, ["exp"] = end })}";
        return new JsonObject { ["access_token"] = $"{claims}.{Seal(claims)}", ["expires_on"] = end.ToString(System.Globalization.CultureInfo.InvariantCulture), ["resource"] = resource, ["token_type"] = "Bearer", ["client_id"] = appId };
    }

    /// <summary>Whether a header holds a token of <see cref="ForConnector"/>.</summary>
    public bool IsBot(string? authorization) =>
        authorization?.StartsWith("Bearer ", StringComparison.Ordinal) == true && authorization.LastIndexOf('.') is > 7 and var at
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Seal(authorization[7..at])), Encoding.ASCII.GetBytes(authorization[(at + 1)..]));

    public void Dispose() => _key.Dispose();

    private string Seal(string claims) => Base64Url.EncodeToString(HMACSHA256.HashData(_own, Encoding.ASCII.GetBytes(claims)));

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
