using System.Text;
using System.Text.Json;
using Omni.Drivers.Providers;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels;

public sealed class VkTests
{
    private const string Secret = "vkSecretFictional42";

    public static TheoryData<string> SampleNames => [.. Samples.Names("vk")];

    [Fact]
    public void The_check_of_the_address_is_answered_with_the_code_of_the_community() => Assert.Equal((200, "a1b2c3d4"), Answer("confirmation"));

    [Fact]
    public void Without_a_code_the_check_is_refused_with_the_name_of_what_is_missing()
    {
        var channel = new ChannelCatalogue((name, key) => (name, key) == ("Vk", "Secret") ? Secret : null, "RU", Samples.ReplyKey).Find("vk")!;

        Assert.Equal((403, "Channels__Vk__ConfirmationCode is not set."), Answer("confirmation", channel));
        Assert.Equal((200, "ok"), Answer("text", channel));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Everything_else_is_answered_ok(string name)
    {
        if (name != "confirmation")
            Assert.Equal((200, "ok"), Answer(name));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void The_secret_does_not_leave_the_channel(string name)
    {
        foreach (var contact in Samples.Channel("vk").Normalise(Samples.Request("vk", name)).Contacts)
            Assert.DoesNotContain(Secret, JsonSerializer.Serialize(contact, ContactJson.Default.Contact), StringComparison.Ordinal);
    }

    [Fact]
    public void A_played_message_is_proven_and_read()
    {
        var request = Samples.Received(new VkCommunity(Secret).Text(210700286, 5, "Добрый день", Samples.ReceivedAt));

        var contact = Samples.Channel("vk").Normalise(request).Contacts.Single();

        Assert.Equal(WebhookVerdict.Proven, Samples.Channel("vk").Prove(request));
        Assert.Equal(("210700286:5", "210700286", "Добрый день", Samples.ReceivedAt), (contact.ProviderMessageId, contact.ReplyTo, contact.Text, contact.OccurredAt));
    }

    private static (int Status, string Body) Answer(string name, IChannel? channel = null)
    {
        channel ??= Samples.Channel("vk");
        var request = Samples.Request("vk", name);
        var answer = channel.Accept(request, channel.Normalise(request));
        Assert.StartsWith("text/plain", answer.ContentType, StringComparison.Ordinal);
        return (answer.Status, Encoding.UTF8.GetString(answer.Body.Span));
    }

    [Theory]
    [InlineData("""{"from_id":7,"peer_id":7,"read_message_id":40200}""", "vk 7:40200 Read vk_user_id:7 40200")]
    [InlineData("""{"from_id":-1,"peer_id":7,"read_message_id":40200}""", "")]
    [InlineData("""{"from_id":7,"peer_id":2000000001,"read_message_id":40200}""", "")]
    [InlineData("""{"from_id":7,"peer_id":7}""", "")]
    public void What_a_person_has_read_of_the_community_is_told_up_to_a_message(string read, string said)
    {
        var body = $$"""{"type":"message_read","group_id":228000001,"event_id":"e1","object":{{read}},"secret":"x"}""";

        var receipts = Samples.Channel("vk").Normalise(Samples.Request("vk", "text") with { Body = System.Text.Encoding.UTF8.GetBytes(body) }).Receipts;

        Assert.Equal(said, string.Join(',', receipts.Select(static receipt => $"{receipt.Provider} {receipt.ProviderMessageId} {receipt.Delivery.State} {receipt.Conversation?.Person.Key} {receipt.Conversation?.UntilMessage}")));
    }
}
