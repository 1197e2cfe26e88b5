using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Omni.Azure.Bot.Authentication;
using Omni.Azure.Bot.Schema;

namespace Omni.Functions.Tests.Azure.Bot;

/// <summary>Who may bring activities.</summary>
public sealed class ChannelTokenTests
{
    private readonly Issuer _issuer = new();

    [Fact]
    public async Task A_token_of_the_connector_for_this_bot_proves_its_service_address_and_its_channels()
    {
        var proof = await ProveAsync(_issuer.Token());

        Assert.NotNull(proof);
        Assert.Equal(Issuer.ServiceUrl, proof.ServiceUrl);
        Assert.Equal(["directline", "webchat", "msteams"], proof.Channels);
    }

    [Theory]
    [InlineData("another issuer")]
    [InlineData("another bot")]
    [InlineData("expired six minutes ago")]
    [InlineData("valid in six minutes")]
    [InlineData("another key under the same name")]
    [InlineData("no signature")]
    [InlineData("signed with the public key as a secret")]
    [InlineData("no token")]
    [InlineData("not a bearer token")]
    [InlineData("no header")]
    [InlineData("too long")]
    public async Task Nobody_else_is_proven(string flaw)
    {
        var now = Issuer.Now;
        var header = flaw switch
        {
            "another issuer" => Bearer(_issuer.Token(issuer: "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/")),
            "another bot" => Bearer(_issuer.Token(audience: Guid.NewGuid().ToString())),
            "expired six minutes ago" => Bearer(_issuer.Token(expires: now.AddMinutes(-6))),
            "valid in six minutes" => Bearer(_issuer.Token(from: now.AddMinutes(6))),
            "another key under the same name" => Bearer(_issuer.Token(credentials: new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)) { KeyId = _issuer.Kid }, SecurityAlgorithms.RsaSha256))),
            "no signature" => Bearer(Unsigned(_issuer.Token())),
            "signed with the public key as a secret" => Bearer(_issuer.Token(credentials: new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_issuer.Key.ExportSubjectPublicKeyInfoPem())) { KeyId = _issuer.Kid }, SecurityAlgorithms.HmacSha256))),
            "no token" => "Bearer ",
            "not a bearer token" => $"Basic {_issuer.Token()}",
            "too long" => Bearer(_issuer.Token(serviceUrl: new string('a', 20_000))),
            _ => null,
        };

        Assert.Null(await _issuer.Authentication().AuthenticateChannelRequestAsync(header));
    }

    [Fact]
    public async Task Clocks_may_be_four_minutes_apart() =>
        Assert.NotNull(await ProveAsync(_issuer.Token(expires: Issuer.Now.AddMinutes(-4))));

    [Fact]
    public async Task A_key_that_is_not_known_is_looked_for_once_and_made_up_ones_are_not()
    {
        var authentication = _issuer.Authentication();
        Assert.NotNull(await authentication.AuthenticateChannelRequestAsync(Bearer(_issuer.Token())));
        _issuer.ChangeKey();

        Assert.NotNull(await authentication.AuthenticateChannelRequestAsync(Bearer(_issuer.Token())));
        for (var i = 0; i < 20; i++)
        {
            var madeUp = new SigningCredentials(new RsaSecurityKey(_issuer.Key) { KeyId = $"made up {i}" }, SecurityAlgorithms.RsaSha256);
            Assert.Null(await authentication.AuthenticateChannelRequestAsync(Bearer(_issuer.Token(credentials: madeUp))));
        }

        Assert.Equal(2, _issuer.Fetches);
    }

    [Fact]
    public async Task Without_the_keys_nobody_is_refused_for_good()
    {
        _issuer.IsDown = true;

        await Assert.ThrowsAsync<IdentityKeysUnavailableException>(() => ProveAsync(_issuer.Token()));
    }

    [Theory]
    [InlineData(Issuer.ServiceUrl, "directline", true)]
    [InlineData("HTTPS://SMBA.channel.example/EMEA/", "directline", true)]
    [InlineData("https://evil.example/emea/", "directline", false)]
    [InlineData(null, "directline", false)]
    [InlineData(Issuer.ServiceUrl, "telegram", false)]
    [InlineData(Issuer.ServiceUrl, "DirectLine", false)]
    [InlineData(Issuer.ServiceUrl, null, false)]
    public async Task A_token_is_for_its_own_service_address_and_for_endorsed_channels(string? serviceUrl, string? channel, bool covers)
    {
        var proof = await ProveAsync(_issuer.Token());

        Assert.Equal(covers, proof!.Covers(new Activity(ActivityTypes.Message) { ServiceUrl = serviceUrl, ChannelId = channel }));
    }

    [Fact]
    public async Task A_token_without_a_service_address_is_for_no_activity()
    {
        var proof = await ProveAsync(_issuer.Token(serviceUrl: null));

        Assert.False(proof!.Covers(new Activity(ActivityTypes.Message) { ServiceUrl = null, ChannelId = "directline" }));
    }

    private Task<ChannelProof?> ProveAsync(string token) => _issuer.Authentication().AuthenticateChannelRequestAsync(Bearer(token));

    private static string Bearer(string token) => $"Bearer {token}";

    private static string Unsigned(string token) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";
}
