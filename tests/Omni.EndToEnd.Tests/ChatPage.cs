using Microsoft.Playwright;
using Omni.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Omni.EndToEnd.Tests;

/// <summary>The chat window of the dashboard, in a browser.</summary>
[Collection(Peaceful.Name)]
public sealed class ChatPage(PeacefulHub fixture, Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_visitor_talks_to_the_bot_and_presses_what_it_offers()
    {
        List<string> complaints = [];
        var page = await browser.OpenAsync(fixture.Hub.System.Dashboard, complaints);
        await page.GetByRole(AriaRole.Link, new() { Name = "Chat" }).ClickAsync();

        await SayAsync(page, "qqq zzz xxx");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("I am not sure I understood");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delivery", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("Within Moscow we deliver");
        await SayAsync(page, "let me talk to a human");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("you need not repeat anything");

        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.GetByLabel("Say something").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
    }
}
