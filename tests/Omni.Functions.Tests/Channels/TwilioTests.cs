using System.Text;
using System.Xml.Linq;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels;

public sealed class TwilioTests
{
    private static readonly Dictionary<string, string> NothingToSay = new() { ["AuthToken"] = "token" };

    [Fact]
    public void A_caller_hears_the_greeting_and_is_put_through()
    {
        var response = Answer(Samples.Channel("twilio-voice"), "incoming-call");

        Assert.Equal(["Say", "Dial"], response.Elements().Select(verb => verb.Name.LocalName));
        Assert.Equal(Samples.Setting("Twilio", "VoiceGreeting"), response.Element("Say")!.Value);
        Assert.Equal("ru-RU", response.Element("Say")!.Attribute("language")!.Value);
        Assert.Equal("+442071838750", response.Element("Dial")!.Value);
    }

    [Fact]
    public void A_call_that_is_handed_over_while_it_is_under_way_is_put_through_as_well() =>
        Assert.NotNull(Answer(Samples.Channel("twilio-voice"), "in-progress").Element("Dial"));

    [Fact]
    public void A_line_with_nothing_to_say_is_busy() =>
        Assert.Equal("busy", Answer(Voice(NothingToSay), "incoming-call").Element("Reject")!.Attribute("reason")!.Value);

    [Theory]
    [InlineData("twilio-voice", "status-completed")]
    [InlineData("twilio-voice", "call-of-ours")]
    [InlineData("twilio-voice", "recording-ready")]
    [InlineData("twilio-sms", "text")]
    [InlineData("twilio-whatsapp", "status-read")]
    public void Everything_else_is_answered_with_a_response_that_does_nothing(string provider, string sample) =>
        Assert.Empty(Answer(Samples.Channel(provider), sample).Elements());

    [Theory]
    [InlineData("AccountSid", "8d1f0fictional0c2b4a6e8d0f1c3b5a79")]
    [InlineData("AccountSid", "AC0123")]
    [InlineData("VoiceForwardTo", "reception")]
    [InlineData("VoiceGreeting", "beep\u0007")]
    public void A_setting_Twilio_could_do_nothing_with_stops_the_start_without_telling_it(string key, string value)
    {
        var failure = Assert.Throws<ChannelSettingException>(() => Voice(new(NothingToSay) { [key] = value }));

        Assert.StartsWith($"Channels__Twilio__{key} must be", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_call_is_one_id_from_its_beginning_to_its_recording()
    {
        string[] requests = ["status-completed", "recording-with-the-caller"];
        var call = Samples.Channel("twilio-voice").Normalise(Samples.Request("twilio-voice", "incoming-call")).Contacts.Single();

        Assert.All(requests, name => Assert.Equal(
            call.Id, Samples.Channel("twilio-voice").Normalise(Samples.Request("twilio-voice", name)).Updates.Single().Id));
    }

    /// <summary>Names and values are signed without anything between them, so that the signature is the same.</summary>
    [Fact]
    public void A_value_that_is_cut_off_from_its_name_proves_nothing()
    {
        var request = Samples.Proven(Samples.Call("twilio-whatsapp", "text") with { Body = "AccountSid=AC1&MessageSid=SM1&Body=b&To=whatsapp%3A%2B12025550100"u8.ToArray() });

        Assert.Equal(WebhookVerdict.Proven, Samples.Channel("twilio-whatsapp").Prove(request));
        Assert.NotEqual(WebhookVerdict.Proven, Samples.Channel("twilio-whatsapp").Prove(request with { Body = "AccountSid=AC1&MessageSid=SM1&Body=b&To&whatsapp%3A%2B12025550100"u8.ToArray() }));
    }

    [Fact]
    public void The_order_in_which_a_field_sent_twice_comes_changes_nothing()
    {
        var request = Samples.Proven(Samples.Call("twilio-sms", "field-twice") with { Body = "AccountSid=AC1&MessageSid=SM1&From=%2B447700900123&Body=b&Body=a"u8.ToArray() });
        var turned = request with { Body = "AccountSid=AC1&MessageSid=SM1&From=%2B447700900123&Body=a&Body=b"u8.ToArray() };

        Assert.Equal(WebhookVerdict.Proven, Samples.Channel("twilio-sms").Prove(turned));
        Assert.Equal("a", Assert.Single(Samples.Channel("twilio-sms").Normalise(turned).Contacts).Text);
        Assert.Equal("a", Assert.Single(Samples.Channel("twilio-sms").Normalise(request).Contacts).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://")]
    [InlineData("omni.example:443")]
    [InlineData("https://[::1]/api")]
    public void An_address_that_is_none_proves_nothing(string url) =>
        Assert.Equal(WebhookVerdict.Wrong, Samples.Channel("twilio-sms").Prove(Samples.Proven(Samples.Call("twilio-sms", "text")) with { Url = url }));

    private static IChannel Voice(Dictionary<string, string> settings) =>
        new ChannelCatalogue((name, key) => name == "Twilio" ? settings.GetValueOrDefault(key) : null, "GB", Samples.ReplyKey).Find("twilio-voice")!;

    private static XElement Answer(IChannel channel, string sample)
    {
        var request = Samples.Request(channel.Provider, sample);
        var answer = channel.Accept(request, channel.Normalise(request));

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("text/xml", answer.ContentType, StringComparison.Ordinal);
        var response = XDocument.Parse(Encoding.UTF8.GetString(answer.Body.Span)).Root!; // Parse gives a root or throws
        Assert.Equal("Response", response.Name.LocalName);
        return response;
    }
}
