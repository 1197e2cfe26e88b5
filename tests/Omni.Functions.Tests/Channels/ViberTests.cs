using Omni.Drivers.Providers;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels;

public sealed class ViberTests
{
    [Theory]
    [InlineData("webhook-check")]
    [InlineData("conversation-started")]
    [InlineData("text")]
    public void Viber_hears_200_and_no_message_of_welcome(string name)
    {
        var channel = Samples.Channel("viber");
        var request = Samples.Request("viber", name);

        var answer = channel.Accept(request, channel.Normalise(request));

        Assert.Equal((200, true), (answer.Status, answer.Body.IsEmpty));
    }

    [Fact]
    public void Message_tokens_that_are_the_same_as_doubles_are_two_contacts()
    {
        var player = new ViberBot("token");

        var ids = new[] { 4912661846655238145, 4912661846655238146 }
            .Select(token => Samples.Received(player.Text("A=", "Анна", token, "Добрый день", Samples.ReceivedAt)))
            .Select(request => Samples.Channel("viber").Normalise(request).Contacts.Single().ProviderMessageId);

        Assert.Equal(["4912661846655238145", "4912661846655238146"], ids);
    }

    [Fact]
    public void A_played_message_is_proven_and_read()
    {
        var request = Samples.Received(new ViberBot(Samples.Setting("Viber", "AuthToken")!).Text("A=", "Анна", 17, "Добрый день", Samples.ReceivedAt));

        var contact = Samples.Channel("viber").Normalise(request).Contacts.Single();

        Assert.Equal(WebhookVerdict.Proven, Samples.Channel("viber").Prove(request));
        Assert.Equal(("A=", "Анна", "Добрый день", Samples.ReceivedAt), (contact.ReplyTo, contact.From.DisplayName, contact.Text, contact.OccurredAt));
    }
}
