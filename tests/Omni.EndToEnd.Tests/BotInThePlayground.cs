using Microsoft.Playwright;
using Omni.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Omni.EndToEnd.Tests;

/// <summary>Microsoft's own test client, in a browser, on the other side of the protocol. It signs nothing, so the stand-in of the Bot Connector brings what it says to the bot.</summary>
[Collection(Peaceful.Name)]
public sealed class BotInThePlayground(PeacefulHub fixture, Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_form_is_filled_in_turn_by_turn_and_somebody_at_the_business_gets_it()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var playground = await Playground.StartAsync(new Uri(fixture.Hub.System.Bot, "playground/messages"), "webchat", soon.Token);
        var page = await browser.OpenAsync(playground.Address, complaints: []);

        await SayAsync(page, "I want to return a sofa", "What is the number of the order?");
        await SayAsync(page, "4711", "Why do you want to return it?");
        await SayAsync(page, "The colour is wrong", "Which phone number may we call?");
        await SayAsync(page, "+44 20 7946 0958", "Your return of order 4711 is noted: we shall call you on +442079460958");

        var customer = await fixture.Hub.CustomerAsync("phone:+442079460958", 8);
        var entries = await fixture.Hub.Api.TimelineAsync(customer.GetProperty("id").GetString() ?? "", soon.Token);
        var handOff = Assert.Single(entries, static entry => entry.GetProperty("type").GetString() == "handoff").GetProperty("contact").GetProperty("handOff");
        Assert.Equal(("task", "returns", "return"), (handOff.GetProperty("reason").GetString(), handOff.GetProperty("department").GetString(), handOff.GetProperty("topic").GetString()));
        Assert.Equal("The colour is wrong", handOff.GetProperty("facts").GetProperty("reason").GetString());
        await page.CloseAsync();
    }

    private static async Task SayAsync(IPage page, string text, string answer)
    {
        await page.GetByLabel("Message input box").FillAsync(text);
        await page.GetByLabel("Message input box").PressAsync("Enter");
        await Expect(page.Locator(".webchat__bubble").Filter(new() { HasText = answer }).First).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }
}
