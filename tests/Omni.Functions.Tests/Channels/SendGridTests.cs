using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Omni.Functions.Channels;
using Omni.Functions.Channels.SendGrid;

namespace Omni.Functions.Tests.Channels;

public sealed class SendGridTests
{
    // The signed example: its private key is not known here.
    private const string PublicKey =
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAErl/ZpbGV0wOWk3YQz3ngXqP1yBDv2b3mlf5IfUdRtZ+xoVMUOc92wPFPB9/mb7GyW/L9kRH0dc6WuairnXsv9w==";

    private const string Signature =
        "MEUCICq5by215G7FrK5T+xoRqRsu/RFJl9sdrNs0IWW5UEccAiEAyJFSafCEPLaTqJC6fEj1Gi5SpvCgLWEiAjjEOXfNz+A=";

    private const string SignedAt = "1750159206";
    private const string Credentials = "Basic cGFyc2UtaG9vazpmMWM3MTBuYWwtcGFzcw==";

    private static readonly IChannel Signing = Channel(("PublicKey", PublicKey));

    [Fact]
    public void A_policys_signature_over_time_and_body_proves_the_sender() =>
        Assert.Equal(WebhookVerdict.Proven, Signing.Prove(Request(Signature, SignedAt)));

    [Fact]
    public void One_changed_bit_of_the_body_is_noticed()
    {
        var request = Request(Signature, SignedAt);
        var body = request.Body.ToArray();
        body[^20] ^= 1;

        Assert.Equal(WebhookVerdict.Wrong, Signing.Prove(request with { Body = body }));
    }

    [Theory]
    [InlineData(null, SignedAt, WebhookVerdict.Missing)]
    [InlineData(Signature, null, WebhookVerdict.Missing)]
    [InlineData(Signature, "1750159207", WebhookVerdict.Wrong)]
    [InlineData(Signature, "soon", WebhookVerdict.Wrong)]
    [InlineData(Signature, "9999999999999999", WebhookVerdict.Wrong)]
    [InlineData("c2lnbmF0dXJl", SignedAt, WebhookVerdict.Wrong)]
    [InlineData("not base64!", SignedAt, WebhookVerdict.Wrong)]
    public void Anything_less_does_not(string? signature, string? time, WebhookVerdict verdict) =>
        Assert.Equal(verdict, Signing.Prove(Request(signature, time)));

    [Fact]
    public void Another_key_does_not_fit_and_the_previous_one_still_does()
    {
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = Convert.ToBase64String(another.ExportSubjectPublicKeyInfo());

        Assert.Equal(WebhookVerdict.Wrong, Channel(("PublicKey", key)).Prove(Request(Signature, SignedAt)));
        Assert.Equal(WebhookVerdict.Proven, Channel(("PublicKey", key), ("PublicKeyPrevious", PublicKey)).Prove(Request(Signature, SignedAt)));
    }

    [Theory]
    [InlineData(0, WebhookVerdict.Proven)]
    [InlineData(73, WebhookVerdict.Proven)]
    [InlineData(97, WebhookVerdict.Wrong)]
    [InlineData(-1, WebhookVerdict.Wrong)]
    public void A_signature_is_good_for_longer_than_the_three_days_SendGrid_tries_and_not_for_ever(int hours, WebhookVerdict verdict)
    {
        var signedAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(SignedAt, CultureInfo.InvariantCulture));

        Assert.Equal(verdict, Signing.Prove(Request(Signature, SignedAt) with { ReceivedAt = signedAt.AddHours(hours) }));
    }

    [Fact]
    public void Where_both_proofs_are_set_up_both_are_needed()
    {
        var both = Channel(("PublicKey", PublicKey), ("Username", "parse-hook"), ("Password", "f1c710nal-pass"));

        Assert.Equal(WebhookVerdict.Proven, both.Prove(Request(Signature, SignedAt, Credentials)));
        Assert.Equal(WebhookVerdict.Missing, both.Prove(Request(Signature, SignedAt)));
        Assert.Equal(WebhookVerdict.Missing, both.Prove(Request(null, null, Credentials)));
    }

    [Theory]
    [InlineData("PublicKey", "not a key")]
    [InlineData("Username", "alone")]
    [InlineData("Password", "alone")]
    public void Half_a_proof_stops_the_start_without_telling_it(string key, string value)
    {
        var failure = Assert.Throws<ChannelSettingException>(() => Channel((key, value)));

        Assert.StartsWith("Channels__SendGrid__", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mx.example.com; dmarc=pass header.from=example.org", "verified")]
    [InlineData("mx.example.com; dmarc=fail header.from=example.org", "asserted")]
    [InlineData("mx.example.com; spf=pass; dkim=pass header.d=example.org", "asserted")]
    [InlineData("mx.example.com; dmarc=pass header.from=elsewhere.example", "asserted")]
    [InlineData("mx.forged.example; dmarc=pass header.from=example.org", "asserted")]
    public void A_sender_is_verified_by_a_pass_that_the_server_named_in_the_settings_vouches_for(string results, string trust)
    {
        var channel = Channel(("Username", "parse-hook"), ("Password", "f1c710nal-pass"), ("AuthenticationServer", "mx.example.com"));
        var request = Samples.Request("sendgrid", "text");
        var body = Encoding.Latin1.GetString(request.Body.Span).Replace("MIME-Version:", $"Authentication-Results: {results}\r\nMIME-Version:", StringComparison.Ordinal);
        var trusted = request with { Body = Encoding.Latin1.GetBytes(body) };

        Assert.Equal(trust, Trust(channel, trusted));
        Assert.Equal("asserted", Trust(Samples.Channel("sendgrid"), trusted));
    }

    private static string Trust(IChannel channel, WebhookRequest request) =>
        channel.Normalise(request).Contacts.Single().From.Identities.Single().Trust.ToString().ToLowerInvariant();

    private static IChannel Channel(params (string Key, string Value)[] settings) =>
        SendGridChannel.Create(new ChannelSettings("SendGrid", key => Array.Find(settings, pair => pair.Key == key).Value, "RU", Samples.ReplyKey))!;

    private static WebhookRequest Request(string? signature, string? time, string? authorization = null) => Samples.Request("sendgrid", "text") with
    {
        ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(SignedAt, CultureInfo.InvariantCulture)).AddMinutes(1),
        Header = name => name switch
        {
            "X-Twilio-Email-Event-Webhook-Signature" => signature,
            "X-Twilio-Email-Event-Webhook-Timestamp" => time,
            "Authorization" => authorization,
            _ => null,
        },
    };
}
