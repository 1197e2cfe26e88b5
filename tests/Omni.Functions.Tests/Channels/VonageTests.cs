using System.Text;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels;

public sealed class VonageTests
{
    [Theory]
    [InlineData("md5hash", "114de4614a603a84d9c3a217b8e6ffbc")]
    [InlineData("md5", "ff68f3822770a2b644c3b90323d660b2")]
    [InlineData("SHA1", "8e3a2d5b45446f60b163b0cfcf9467c1be608bdc")]
    [InlineData("sha512", "333cc7f2d3c21e8651878d5e094f3da1ac0a1a66802e18b9ae129b285e1b4f8178c808db5a0866e9d6fedc4dd7be0e6b517708856ff8a7a2db3a7ecc0f688388")]
    public void Every_method_an_account_may_sign_with_is_understood_and_no_other_accepted(string method, string signature)
    {
        var request = Samples.Request("vonage", "sms-api-unicode") with { Body = Encoding.UTF8.GetBytes($"a=1%262&timestamp=1777896020&sig={signature}") };

        Assert.Equal(WebhookVerdict.Proven, Vonage(method).Prove(request));
        Assert.Equal(WebhookVerdict.Wrong, Vonage("sha256").Prove(request));
    }

    [Fact]
    public void A_method_there_is_not_stops_the_start()
    {
        var failure = Assert.Throws<ChannelSettingException>(() => Vonage("rot13"));

        Assert.StartsWith("Channels__Vonage__SignatureMethod must be", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_token_is_not_saved_by_a_signed_field()
    {
        var request = Samples.Proven(Samples.Call("vonage", "sms-api-text"));

        Assert.Equal(WebhookVerdict.Proven, Samples.Channel("vonage").Prove(request));
        Assert.Equal(WebhookVerdict.Wrong, Samples.Channel("vonage").Prove(request with { Header = _ => "Bearer a.b.c" }));
    }

    [Fact]
    public void A_token_proves_the_body_and_so_nothing_of_a_query()
    {
        var request = Samples.Proven(Samples.Call("vonage", "text"));

        Assert.Equal(WebhookVerdict.Wrong, Samples.Channel("vonage").Prove(request with { Method = "GET" }));
    }

    [Fact]
    public void An_unsigned_call_is_asked_for_again_and_a_wrongly_signed_one_refused()
    {
        Assert.Equal(503, Samples.Channel("vonage").StatusOfUnproven(WebhookVerdict.Missing));
        Assert.Equal(401, Samples.Channel("vonage").StatusOfUnproven(WebhookVerdict.Wrong));
    }

    private static IChannel Vonage(string method) => new ChannelCatalogue(
        (name, key) => (name, key) switch
        {
            ("Vonage", "SignatureSecret") => "secret",
            ("Vonage", "SignatureMethod") => method,
            _ => null,
        },
        "GB",
        Samples.ReplyKey).Find("vonage")!;
}
