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

    [Theory]
    [InlineData("SMSDeliveryReport", """{"messageId":"Outgoing_1","deliveryStatus":"Delivered","receivedTimestamp":"2026-01-15T10:20:30Z"}""", "acs Outgoing_1 Delivered 10:20:30 ")]
    [InlineData("SMSDeliveryReport", """{"MessageId":"Outgoing_1","DeliveryStatus":"delivered","ReceivedTimestamp":"2026-01-15T10:20:30Z","Tag":"x"}""", "acs Outgoing_1 Delivered 10:20:30 ")]
    [InlineData("SMSDeliveryReport", """{"messageId":"Outgoing_1","deliveryStatus":"Failed","deliveryStatusDetails":"Sender blocked for given recipient."}""", "acs Outgoing_1 Failed 11:00:00 blocked")]
    [InlineData("SMSDeliveryReport", """{"messageId":"Outgoing_1","deliveryStatus":"Failed","deliveryStatusDetails":"4000: Message rejected by +15550100"}""", "acs Outgoing_1 Failed 11:00:00 acs4000")]
    [InlineData("SMSDeliveryReport", """{"messageId":"Outgoing_1","deliveryStatus":"Failed"}""", "acs Outgoing_1 Failed 11:00:00 failed")]
    [InlineData("EmailDeliveryReport", """{"messageId":"8540c0de","status":"Delivered","deliveryAttemptTimeStamp":"2026-01-15T10:20:30.1+00:00"}""", "acs-email 8540c0de Delivered 10:20:30 ")]
    [InlineData("EmailDeliveryReport", """{"messageId":"8540c0de","status":"expanded","deliveryAttemptTimestamp":"2026-01-15T10:20:30Z"}""", "acs-email 8540c0de Delivered 10:20:30 ")]
    [InlineData("EmailDeliveryReport", """{"messageId":"8540c0de","status":"Bounced","recipient":"a@example.org"}""", "acs-email 8540c0de Failed 11:00:00 bounced")]
    [InlineData("EmailDeliveryReport", """{"messageId":"8540c0de","status":"FilteredSpam"}""", "acs-email 8540c0de Failed 11:00:00 filteredSpam")]
    [InlineData("EmailDeliveryReport", """{"messageId":"8540c0de","status":"to a@example.org: no"}""", "acs-email 8540c0de Failed 11:00:00 failed")]
    [InlineData("EmailEngagementTrackingReport", """{"messageId":"8540c0de","engagementType":"view","userActionTimeStamp":"2026-01-15T10:20:30Z"}""", "acs-email 8540c0de Read 10:20:30 ")]
    [InlineData("EmailEngagementTrackingReport", """{"messageId":"8540c0de","engagementType":"forward"}""", "")]
    [InlineData("EmailDeliveryReport", """{"status":"Delivered"}""", "")]
    public void A_report_in_either_schema_says_what_became_of_a_message(string report, string data, string said)
    {
        var events = new[]
        {
            $$"""[{"id":"e1","topic":"/acs-hub","eventType":"Microsoft.Communication.{{report}}Received","eventTime":"2026-01-15T11:00:00Z","data":{{data}}}]""",
            $$"""{"specversion":"1.0","id":"e1","source":"/acs-hub","type":"Microsoft.Communication.{{report}}Received","time":"2026-01-15T11:00:00Z","data":{{data}}}""",
        };

        Assert.All(events, body => Assert.Equal(said, string.Join(';', Channel.Normalise(Samples.Request("acs", "text") with { Body = Encoding.UTF8.GetBytes(body) }).Receipts.Select(WordsOf))));
    }

    [Theory]
    [InlineData("SMSReceived", """{"MessageId":"Incoming_1","From":"+447700900123","To":"+12025550100","Message":"Да","ReceivedTimestamp":"2026-01-15T10:20:30Z"}""", "sms Incoming_1 Да +447700900123")]
    [InlineData("IncomingCall", """{"To":{"RawId":"4:+12025550100"},"From":{"Kind":"phoneNumber","RawId":"4:+447700900123","PhoneNumber":{"Value":"+447700900123"}},"CallerDisplayName":"Anna","CorrelationId":"c1"}""", "voice c1  +447700900123")]
    public void Names_in_capitals_say_the_same(string type, string data, string said)
    {
        var body = $$"""[{"id":"e1","topic":"/acs-hub","eventType":"Microsoft.Communication.{{type}}","eventTime":"2026-01-15T11:00:00Z","data":{{data}}}]""";

        var contact = Assert.Single(Channel.Normalise(Samples.Request("acs", "text") with { Body = Encoding.UTF8.GetBytes(body) }).Contacts);

        Assert.Equal(said, $"{contact.Channel} {contact.ProviderMessageId} {contact.Text} {contact.From.Identities.Single().Value}");
    }

    private static string WordsOf(DeliveryReceipt receipt)
    {
        var delivery = receipt.Delivery;
        return $"{receipt.Provider} {receipt.ProviderMessageId} {delivery.State} {delivery.ReadAt ?? delivery.DeliveredAt ?? delivery.FailedAt:HH:mm:ss} {delivery.Reason}";
    }

    private static WebhookRequest Question(string origin, string key) => Samples.Request("acs", "text") with
    {
        Method = "OPTIONS",
        Header = name => name == "WebHook-Request-Origin" ? origin : null,
        Query = name => name == "code" ? key : null,
    };
}
