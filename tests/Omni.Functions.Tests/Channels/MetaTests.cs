using System.Text;
using Omni.Drivers.Providers;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels;

public sealed class MetaTests
{
    public static TheoryData<string> Products { get; } = ["instagram", "messenger", "whatsapp"];

    [Theory]
    [InlineData("messenger", """{"sender":{"id":"7"},"recipient":{"id":"6"},"delivery":{"mids":["m_1","m_2"],"watermark":1749500004123}}""", "m_1 Delivered, m_2 Delivered")]
    [InlineData("messenger", """{"sender":{"id":"7"},"recipient":{"id":"6"},"delivery":{"watermark":1749500004123}}""", "7:1749500004123 Delivered until messenger_psid:7 6 2025-06-09T20:13:24.123Z")]
    [InlineData("messenger", """{"sender":{"id":"7"},"recipient":{"id":"6"},"timestamp":1749500005123,"read":{"watermark":1749500004623}}""", "7:1749500004623 Read until messenger_psid:7 6 2025-06-09T20:13:24.623Z")]
    [InlineData("instagram", """{"sender":{"id":"7"},"recipient":{"id":"6"},"timestamp":1749500005123,"read":{"mid":"ig_1"}}""", "ig_1 Read")]
    [InlineData("messenger", """{"sender":{"id":"7"},"recipient":{"id":"6"},"read":{}}""", "")]
    [InlineData("messenger", """{"sender":{"id":"7"},"recipient":{"id":"6"},"reaction":{"mid":"m_1"}}""", "")]
    public void What_became_of_messages_is_told_by_their_ids_or_until_a_moment(string product, string item, string said)
    {
        var body = $$"""{"object":"{{(product == "messenger" ? "page" : product)}}","entry":[{"id":"6","messaging":[{{item}}]}]}""";

        var receipts = Samples.Channel(product).Normalise(Samples.Request(product, "text") with { Body = Encoding.UTF8.GetBytes(body) }).Receipts;

        Assert.Equal(said, string.Join(", ", receipts.Select(static receipt =>
            $"{receipt.ProviderMessageId} {receipt.Delivery.State}{(receipt.Conversation is { } until ? $" until {until.Person.Key} {until.Account} {UtcMilliseconds.Text(until.UntilAt ?? default)}" : "")}")));
        Assert.All(receipts, receipt => Assert.Equal(product, receipt.Provider));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Meta_gets_its_challenge_back_bare(string product)
    {
        var answer = Handshake(product, "GET", ("hub.mode", "subscribe"), ("hub.challenge", "1158201444"), ("hub.verify_token", "verify-me"));

        Assert.Equal((200, "1158201444"), (answer!.Status, Encoding.UTF8.GetString(answer.Body.Span)));
        Assert.StartsWith("text/plain", answer.ContentType, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Meta_does_not_get_it_for_another_token(string product)
    {
        foreach (var token in new[] { "guess", "" })
            Assert.Equal(403, Handshake(product, "GET", ("hub.mode", "subscribe"), ("hub.challenge", "1"), ("hub.verify_token", token))!.Status);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void A_request_without_a_challenge_is_no_handshake(string product)
    {
        Assert.Null(Handshake(product, "GET"));
        Assert.Null(Handshake(product, "POST", ("hub.mode", "subscribe"), ("hub.challenge", "1"), ("hub.verify_token", "verify-me")));
    }

    [Fact]
    public void An_app_secret_opens_only_the_product_it_is_set_for()
    {
        var catalogue = new ChannelCatalogue((name, key) => (name, key) == ("Messenger", "AppSecret") ? "secret" : null, "RU", Samples.ReplyKey);

        Assert.Equal(["messenger"], catalogue.SwitchedOn);
        Assert.Equal(403, catalogue.Find("messenger")!.Handshake(Asked("messenger", "GET", ("hub.mode", "subscribe"), ("hub.challenge", "1")))!.Status);
    }

    [Theory]
    [InlineData("messenger", "messenger_psid")]
    [InlineData("instagram", "instagram_igsid")]
    public void A_notification_of_the_other_product_is_an_unknown_event(string product, string kind)
    {
        var own = Samples.Request(product, "text");
        var foreign = Samples.Request(product == "messenger" ? "instagram" : "messenger", "text");

        Assert.Equal(kind, Samples.Channel(product).Normalise(own).Contacts.Single().From.Identities.Single().Kind);
        Assert.Equal(IgnoredReason.UnknownEvent, Samples.Channel(product).Normalise(foreign).Ignored.Single().Reason);
    }

    [Theory]
    [InlineData("messenger")]
    [InlineData("instagram")]
    public void A_played_message_is_proven_and_read(string product)
    {
        var secret = Samples.Setting(product == "messenger" ? "Messenger" : "Instagram", "AppSecret")!;
        var player = product == "messenger" ? MetaMessaging.Messenger(secret) : MetaMessaging.Instagram(secret);

        var request = Samples.Received(player.Text("720651", "m_1", "Добрый день", Samples.ReceivedAt));
        var contact = Samples.Channel(product).Normalise(request).Contacts.Single();

        Assert.Equal(WebhookVerdict.Proven, Samples.Channel(product).Prove(request));
        Assert.Equal((product, "720651", "Добрый день", Samples.ReceivedAt), (contact.Provider, contact.ReplyTo, contact.Text, contact.OccurredAt));
    }

    private static WebhookAnswer? Handshake(string product, string method, params (string Name, string Value)[] query) =>
        Samples.Channel(product).Handshake(Asked(product, method, query));

    private static WebhookRequest Asked(string product, string method, params (string Name, string Value)[] query) =>
        Samples.Request(product, "text") with { Method = method, Query = name => Array.Find(query, pair => pair.Name == name).Value };
}
