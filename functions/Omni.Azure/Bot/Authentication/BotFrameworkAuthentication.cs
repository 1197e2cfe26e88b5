using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Omni.Azure.Bot.Authentication;

/// <summary>
/// Proves that a request comes from the Bot Connector: first the token, before anything of the body is read, then that the token is for this activity. Thread-safe.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot</remarks>
public sealed class BotFrameworkAuthentication : IDisposable
{
    private const string Scheme = "Bearer ";
    private const string ServiceUrlClaim = "serviceurl";
    private const string Endorsements = "endorsements";

    /// <summary>Tokens are about a kilobyte.</summary>
    private const int LongestToken = 16 * 1024;

    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly BotFrameworkAuthenticationOptions _options;
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = LongestToken, MapInboundClaims = false };
    private readonly ConnectorKeys _keys;

    /// <param name="options">Whom to believe.</param>
    /// <param name="http">Fetches the keys; kept for good.</param>
    public BotFrameworkAuthentication(BotFrameworkAuthenticationOptions options, HttpClient http)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _keys = new ConnectorKeys(options, http);
    }

    /// <returns>Who is proven; null when nobody is.</returns>
    /// <param name="authHeader">As it came; null when it did not.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IdentityKeysUnavailableException">The keys cannot be had now.</exception>
    public async Task<ChannelProof?> AuthenticateChannelRequestAsync(string? authHeader, CancellationToken cancellationToken = default)
    {
        if (authHeader is null || !authHeader.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || authHeader.Length > LongestToken)
            return null;
        var token = authHeader[Scheme.Length..].Trim();
        var keys = await _keys.GetAsync(cancellationToken).ConfigureAwait(false);
        var (result, proof) = await ProveAsync(token, keys).ConfigureAwait(false);
        if (result is not SecurityTokenSignatureKeyNotFoundException)
            return proof;

        // The issuer may have changed its keys.
        var fresh = await _keys.SearchAsync(keys, cancellationToken).ConfigureAwait(false);
        return ReferenceEquals(fresh, keys) ? null : (await ProveAsync(token, fresh).ConfigureAwait(false)).Proof;
    }

    public void Dispose() => _keys.Dispose();

    private async Task<(Exception? Failure, ChannelProof? Proof)> ProveAsync(string token, OpenIdConnectConfiguration keys)
    {
        var result = await _handler.ValidateTokenAsync(token, ParametersFor(keys)).ConfigureAwait(false);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt)
            return (result.Exception, null);
        var key = keys.JsonWebKeySet.Keys.FirstOrDefault(key => key.Kid == jwt.Kid);
        return (null, new ChannelProof(jwt.TryGetPayloadValue(ServiceUrlClaim, out string? serviceUrl) ? serviceUrl : null, key is null ? [] : EndorsedBy(key)));
    }

    private TokenValidationParameters ParametersFor(OpenIdConnectConfiguration keys) => new()
    {
        ValidIssuer = _options.Issuer,
        ValidAudience = _options.AppId,
        IssuerSigningKeys = keys.SigningKeys,
        ValidAlgorithms = Algorithms,
        ClockSkew = _options.ClockSkew,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateIssuerSigningKey = true,
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = IsAlive,
    };

    /// <summary>By our clock, which the library does not ask.</summary>
    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = _options.Clock.GetUtcNow().UtcDateTime;
        return expires is { } end && end > now - parameters.ClockSkew && !(notBefore > now + parameters.ClockSkew);
    }

    private static IReadOnlyList<string> EndorsedBy(JsonWebKey key) =>
        key.AdditionalData.TryGetValue(Endorsements, out var found) && found is JsonElement { ValueKind: JsonValueKind.Array } channels
            ? [.. channels.EnumerateArray().Where(static channel => channel.ValueKind == JsonValueKind.String).Select(static channel => channel.GetString()!)] // It is a string.
            : [];
}
