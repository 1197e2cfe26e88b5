using System.Text.Json;
using Omni.Drivers;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

/// <summary>The same bot where it is switched on besides: in messengers, by their own webhooks and senders.</summary>
public sealed class BotOnMessengers : IAsyncLifetime
{
    private Hub? _hub;

    private Hub Hub => _hub ?? throw new InvalidOperationException("The hub starts before the first test.");

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async Task InitializeAsync() => _hub = await Hub.StartAsync("botchannels", new Dictionary<string, string>
    {
        ["Bot__Channels"] = "telegram;whatsapp;viber;vk;messenger",
        ["AzureWebJobs.SuggestSimilarCustomers.Disabled"] = "true",
        ["AzureWebJobs.MailboxPoll.Disabled"] = "true",
    });

    public async Task DisposeAsync()
    {
        if (_hub is not null) await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData("telegram")]
    [InlineData("whatsapp")]
    [InlineData("viber")]
    [InlineData("vk")]
    [InlineData("messenger")]
    public async Task It_answers_there_asks_for_nothing_twice_and_is_silent_once_it_was_told_to_stop(string provider)
    {
        await Hub.DeliverAsync(Message(provider, 1, "Хочу вернуть диван, заказ 4711"));
        await HearAsync(provider, "Что случилось? Почему хотите вернуть?");
        await Hub.DeliverAsync(Message(provider, 2, "Не подошёл цвет"));
        await HearAsync(provider, provider == "whatsapp" ? "возврат заказа 4711 принята" : "По какому телефону вам позвонить?");

        await Hub.DeliverAsync(Message(provider, 3, "СТОП"));
        await Hub.DeliverAsync(Message(provider, 4, "СТОП"));
        await Hub.CustomerAsync(Identity(provider), 6);
        Assert.Equal(2, (await SentAsync(provider)).Count);
    }

    private static SignedRequest Message(string provider, int number, string text) => provider switch
    {
        "telegram" => Hub.Telegram.Text(916001, "Анна", "С", number, text, Now),
        "whatsapp" => Hub.WhatsApp.Text("447700916002", "Анна", $"wamid.bot.{number}", text, Now),
        "viber" => new ViberBot(Checkout.Settings["Channels__Viber__AuthToken"]).Text("viber-916003==", "Анна", number, text, Now),
        "vk" => new VkCommunity(Checkout.Settings["Channels__Vk__Secret"]).Text(916004, number, text, Now),
        _ => MetaMessaging.Messenger(Checkout.Settings["Channels__Messenger__AppSecret"]).Text("916005", $"m_bot_{number}", text, Now),
    };

    private static string Identity(string provider) => provider switch
    {
        "telegram" => "telegram_user_id:916001",
        "whatsapp" => "phone:+447700916002",
        "viber" => "viber_user_id:viber-916003==",
        "vk" => "vk_user_id:916004",
        _ => "messenger_psid:916005",
    };

    private async Task HearAsync(string provider, string text) => await Eventually.SeeAsync(
        async _ => await SentAsync(provider), sent => sent.Any(message => (message.GetProperty("text").GetString() ?? "").Contains(text, StringComparison.Ordinal)), TimeSpan.FromSeconds(30));

    private async Task<IReadOnlyList<JsonElement>> SentAsync(string provider)
    {
        using var outbox = new ProviderOutbox(Hub.System.Providers);
        return [.. (await outbox.SentAsync(CancellationToken.None)).Where(message => message.GetProperty("provider").GetString() == provider)];
    }
}
