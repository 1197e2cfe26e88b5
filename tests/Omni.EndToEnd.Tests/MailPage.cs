using System.Text;
using Microsoft.Playwright;
using Omni.Drivers;
using Omni.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Omni.EndToEnd.Tests;

/// <summary>The mail page of the dashboard, in a browser.</summary>
[Collection(Peaceful.Name)]
public sealed class MailPage(PeacefulHub fixture, Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const string Mailbox = "page@shop.example";

    private readonly Hub _hub = fixture.Hub;
    private readonly List<string> _complaints = [];
    private IPage _page = null!; // Set before each test.

    public async Task InitializeAsync()
    {
        _page = await browser.OpenAsync(_hub.System.Dashboard, _complaints);
        await _page.GetByRole(AriaRole.Link, new() { Name = "Mail" }).ClickAsync();
        await _page.GetByLabel("Address").FillAsync(Mailbox);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Add a mailbox" }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Status)).ToHaveTextAsync($"There is a mailbox {Mailbox}.");
    }

    public async Task DisposeAsync() => await _page.CloseAsync();

    [Fact]
    public async Task A_letter_with_a_floor_plan_is_written_and_seen_in_the_mailbox()
    {
        await _page.GetByLabel("To", new() { Exact = true }).FillAsync($"{Mailbox}, nobody@elsewhere.example");
        await _page.GetByLabel("Subject").FillAsync("План квартиры");
        await _page.GetByLabel("Text").FillAsync("Where does the <sofa> fit?");
        await _page.GetByLabel("Files").SetInputFilesAsync(new FilePayload { Name = "plan.pdf", MimeType = "application/pdf", Buffer = new byte[100_000] });
        await _page.GetByRole(AriaRole.Button, new() { Name = "Send the letter" }).ClickAsync();

        await Expect(_page.GetByRole(AriaRole.Status)).ToHaveTextAsync($"The letter is in {Mailbox}.");
        var letter = _page.GetByRole(AriaRole.Article, new() { Name = "План квартиры" });
        await Expect(letter).ToContainTextAsync("Where does the <sofa> fit?");
        await Expect(letter).ToContainTextAsync("plan.pdf (100000 bytes)");
        await Expect(letter).ToContainTextAsync("anna@client.example");
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task A_letter_of_HTML_is_shown_as_text_and_runs_nothing()
    {
        await _page.GetByLabel("Subject").FillAsync("HTML");
        await _page.GetByLabel("To", new() { Exact = true }).FillAsync(Mailbox);
        await _page.GetByLabel("HTML").FillAsync("<p>Hello</p><img src=\"http://elsewhere.example/pixel\" onerror=\"console.log('ran')\"><script>console.log('ran')</script>");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Send the letter" }).ClickAsync();

        await Expect(_page.GetByRole(AriaRole.Article, new() { Name = "HTML" }).Locator("pre")).ToHaveTextAsync("Hello");
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task What_a_mail_server_hands_over_is_there_too()
    {
        using var outside = new MailSender(_hub.System);
        await outside.SendAsync(
            new Letter
            {
                From = "Boris <boris@client.example>",
                To = Mailbox,
                Subject = "Доставка",
                Text = "Когда привезёте?",
                Html = "<p>Когда <b>привезёте</b>?</p>",
                MessageId = "delivery@client.example",
                Files = [new LetterFile("адрес.txt", "text/plain", Encoding.UTF8.GetBytes("Ленина, 1"))],
            },
            CancellationToken.None);

        await _page.ReloadAsync();

        var letter = _page.GetByRole(AriaRole.Article, new() { Name = "Доставка" });
        await Expect(letter.Locator("pre")).ToHaveTextAsync("Когда привезёте?");
        await Expect(letter).ToContainTextAsync("адрес.txt (15 bytes)");
        await Assert.ThrowsAsync<HttpRequestException>(() => outside.SendAsync("From: a@b.example\r\n\r\n"u8.ToArray(), "nobody@elsewhere.example", CancellationToken.None));
    }
}
