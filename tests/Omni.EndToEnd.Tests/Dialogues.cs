using System.Globalization;
using System.Text.Json;
using Omni.Drivers;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

/// <summary>Somebody writes, is answered there where they wrote from, and the business sees what became of the answer.</summary>
[Collection(Peaceful.Name)]
public sealed class Dialogues(PeacefulHub fixture)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly Hub _hub = fixture.Hub;

    private Twilio Twilio => new(key => key == "Omni__PublicUrl" ? _hub.PublicUrl : Checkout.Settings[key]);

    [Theory]
    [InlineData("whatsapp", "phone:+447700911001", "447700911001", "read")]
    [InlineData("messenger", "messenger_psid:911002", "911002", "read")]
    [InlineData("instagram", "instagram_igsid:911003", "911003", "read")]
    [InlineData("telegram", "telegram_user_id:911004", "911004", "sent")]
    [InlineData("viber", "viber_user_id:viber-911005==", "viber-911005==", "read")]
    [InlineData("vk", "vk_user_id:911006", "911006", "read")]
    [InlineData("twilio-sms", "phone:+447700911007", "+447700911007", "delivered")]
    [InlineData("twilio-whatsapp", "phone:+447700911008", "whatsapp:+447700911008", "read")]
    public async Task A_message_is_answered_over_the_same_channel_and_the_state_of_the_answer_follows(string provider, string identity, string endpoint, string last)
    {
        await _hub.DeliverAsync(Message(provider));
        var customer = await _hub.CustomerAsync(identity, 1);

        var id = await _hub.ReplyAsync(customer, $"Hello over {provider}", $"dialogue-{provider}");
        Assert.Equal(id, await _hub.ReplyAsync(customer, $"Hello over {provider}", $"dialogue-{provider}"));

        var sent = await _hub.ReplyInStateAsync(customer, id, "sent");
        var message = Assert.Single(await SentAsync(), message => message.GetProperty("text").GetString() == $"Hello over {provider}");
        Assert.Equal((provider, endpoint), (message.GetProperty("provider").GetString(), message.GetProperty("to").GetString()));
        Assert.Equal("outbound", sent.GetProperty("direction").GetString());
        Assert.EndsWith(message.GetProperty("id").GetString() ?? "none", sent.GetProperty("delivery").GetProperty("providerMessageId").GetString(), StringComparison.Ordinal);

        foreach (var receipt in Receipts(provider, message.GetProperty("id").GetString() ?? "")) await _hub.DeliverAsync(receipt);
        await _hub.ReplyInStateAsync(customer, id, last);
        Assert.False((await _hub.CustomerAsync(identity, 2)).TryGetProperty("waitingSince", out var _));
    }

    private static ViberBot Viber { get; } = new(Checkout.Settings["Channels__Viber__AuthToken"]);

    private SignedRequest Message(string provider) => provider switch
    {
        "whatsapp" => Hub.WhatsApp.Text("447700911001", "Anna", "wamid.dialogue", "Hello", Now),
        "messenger" => Messenger.Text("911002", "m_dialogue", "Hello", Now),
        "instagram" => Instagram.Text("911003", "ig_dialogue", "Hello", Now),
        "telegram" => Hub.Telegram.Text(911004, "Anna", "S", 1, "Hello", Now),
        "viber" => Viber.Text("viber-911005==", "Anna", 911005, "Hello", Now),
        "vk" => new VkCommunity(Checkout.Settings["Channels__Vk__Secret"]).Text(911006, 1, "Hello", Now),
        "twilio-sms" => Twilio.Text("+447700911007", "SM-dialogue", "Hello", Now),
        _ => Twilio.WhatsAppText("+447700911008", "Anna", "SM-dialogue-wa", "Hello", Now),
    };

    /// <summary>In the wrong order, and some of them twice.</summary>
    private SignedRequest[] Receipts(string provider, string id) => provider switch
    {
        "whatsapp" => [Hub.WhatsApp.Status(id, "read", "447700911001", Now), Hub.WhatsApp.Status(id, "sent", "447700911001", Now), Hub.WhatsApp.Status(id, "delivered", "447700911001", Now)],
        "viber" => [Viber.Receipt("viber-911005==", id, "seen", Now), Viber.Receipt("viber-911005==", id, "delivered", Now), Viber.Receipt("viber-911005==", id, "seen", Now)],
        "twilio-sms" => [Twilio.Status(provider, id, "delivered", Now), Twilio.Status(provider, id, "sent", Now)],
        "twilio-whatsapp" => [Twilio.Status(provider, id, "read", Now), Twilio.Status(provider, id, "delivered", Now)],
        "vk" => [new VkCommunity(Checkout.Settings["Channels__Vk__Secret"]).Read(911006, long.Parse(id, CultureInfo.InvariantCulture))],
        "messenger" => [Messenger.Read("911002", id, TimeProvider.System.GetUtcNow()), Messenger.Delivered("911002", id, Now)],
        "instagram" => [Instagram.Read("911003", id, Now), Instagram.Read("911003", id, Now)],
        _ => [],
    };

    private static MetaMessaging Messenger => MetaMessaging.Messenger(Checkout.Settings["Channels__Messenger__AppSecret"]);

    private static MetaMessaging Instagram => MetaMessaging.Instagram(Checkout.Settings["Channels__Instagram__AppSecret"]);

    private async Task<IReadOnlyList<JsonElement>> SentAsync()
    {
        using var outbox = new ProviderOutbox(_hub.System.Providers);
        return await outbox.SentAsync(CancellationToken.None);
    }
}
