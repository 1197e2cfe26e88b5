using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Omni.Azure.Bot.Authentication;

namespace Omni.Functions.Tests.Azure.Bot;

/// <summary>The Bot Connector's issuer of tokens: keys that channels are endorsed by, served as the real one serves them.</summary>
internal sealed class Issuer : HttpMessageHandler
{
    public const string AppId = "5f7c1a52-0000-4000-8000-000000000b07";
    public const string ServiceUrl = "https://smba.channel.example/emea/";

    public static readonly DateTime Now = new(2026, 11, 27, 12, 0, 0, DateTimeKind.Utc);

    private RSA _key = RSA.Create(2048);

    public string Kid { get; private set; } = "first";

    /// <summary>How often the keys were asked for.</summary>
    public int Fetches { get; private set; }

    public bool IsDown { get; set; }

    public RSA Key => _key;

    public void ChangeKey()
    {
        _key.Dispose();
        _key = RSA.Create(2048);
        Kid = "second";
    }

    public BotFrameworkAuthentication Authentication() => new(
        new BotFrameworkAuthenticationOptions { AppId = AppId, Clock = new FakeTimeProvider(new DateTimeOffset(Now)) }, new HttpClient(this));

    /// <summary>A token as the connector makes it; each part can be another.</summary>
    public string Token(
        string issuer = "https://api.botframework.com", string audience = AppId, DateTime? expires = null, string? serviceUrl = ServiceUrl, SigningCredentials? credentials = null, DateTime? from = null)
    {
        var claims = serviceUrl is null ? [] : new Dictionary<string, object> { ["serviceurl"] = serviceUrl };
        var end = expires ?? Now.AddHours(1);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = from ?? end.AddHours(-1),
            Expires = end,
            Claims = claims,
            SigningCredentials = credentials ?? new SigningCredentials(new RsaSecurityKey(_key) { KeyId = Kid }, SecurityAlgorithms.RsaSha256),
        });
    }

    protected override void Dispose(bool disposing)
    {
        _key.Dispose();
        base.Dispose(disposing);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new HttpRequestException("Nobody answers.");
        var path = request.RequestUri!.AbsolutePath; // Every request has one.
        if (path.EndsWith("keys", StringComparison.Ordinal))
            Fetches++;
        var body = path.EndsWith("keys", StringComparison.Ordinal) ? Keys() : """
            {"issuer":"https://api.botframework.com","authorization_endpoint":"https://invalid.botframework.com","jwks_uri":"https://login.botframework.com/v1/.well-known/keys",
             "id_token_signing_alg_values_supported":["RS256"],"token_endpoint_auth_methods_supported":["private_key_jwt"]}
            """;
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }

    private string Keys()
    {
        var parameters = _key.ExportParameters(false);
        var key = new Dictionary<string, object>
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Kid,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
            ["endorsements"] = new[] { "directline", "webchat", "msteams" },
        };
        return JsonSerializer.Serialize(new { keys = new[] { key } });
    }
}
