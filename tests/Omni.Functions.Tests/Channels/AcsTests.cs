using System.Text;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels;

public sealed class AcsTests
{
    private static readonly IChannel Channel = Samples.Channel("acs");

    [Fact]
    public void The_code_of_a_subscription_goes_back_with_200()
    {
        var request = Samples.Proven(Samples.Call("acs", "subscription-validation"));

        var answer = Channel.Accept(request, Channel.Normalise(request));

        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
        Assert.Equal("""{"validationResponse":"512d38b6-c7b8-40c8-89fe-0000000f1c07"}""", Encoding.UTF8.GetString(answer.Body.Span));
    }

    [Fact]
    public void CloudEvents_get_consent_in_headers()
    {
        var question = Question("eventgrid.azure.net", Samples.Setting("Acs", "Key")!);

        Assert.Equal(200, Channel.Handshake(question)!.Status);
        Assert.Equal([new("WebHook-Allowed-Origin", "eventgrid.azure.net"), new("WebHook-Allowed-Rate", "*")], Channel.AnswerHeaders(question));
    }

    [Theory]
    [InlineData("eventgrid.azure.net", "another-key")]
    [InlineData("eventgrid.azure.net", "")]
    [InlineData("", "the-key-in-the-address")]
    [InlineData("événement", "the-key-in-the-address")]
    public void Nobody_else_gets_it(string origin, string key)
    {
        Assert.Null(Channel.Handshake(Question(origin, key)));
        Assert.Empty(Channel.AnswerHeaders(Question(origin, key)));
    }

    [Fact]
    public void A_delivery_that_repeats_the_origin_is_no_question()
    {
        var delivery = Question("eventgrid.azure.net", Samples.Setting("Acs", "Key")!) with { Method = "POST" };

        Assert.Null(Channel.Handshake(delivery));
        Assert.Empty(Channel.AnswerHeaders(delivery));
    }

    [Fact]
    public void Both_schemas_of_one_event_are_one_contact() => Assert.Equal(
        Channel.Normalise(Samples.Request("acs", "text")).Contacts.Single().Id,
        Channel.Normalise(Samples.Request("acs", "text-cloudevents")).Contacts.Single().Id);

    private static WebhookRequest Question(string origin, string key) => Samples.Request("acs", "text") with
    {
        Method = "OPTIONS",
        Header = name => name == "WebHook-Request-Origin" ? origin : null,
        Query = name => name == "code" ? key : null,
    };
}
