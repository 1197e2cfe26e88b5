using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Omni.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Omni.EndToEnd.Tests;

/// <summary>The query page of the dashboard, in a browser.</summary>
[Collection(Peaceful.Name)]
public sealed class QueryPage(PeacefulHub fixture, Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private readonly Hub _hub = fixture.Hub;
    private readonly List<string> _complaints = [];
    private IPage _page = null!; // Set before each test.

    public async Task InitializeAsync()
    {
        _page = await browser.OpenAsync(_hub.System.Dashboard, _complaints);
        await _page.GetByRole(AriaRole.Link, new() { Name = "Query" }).ClickAsync();
    }

    public async Task DisposeAsync() => await _page.CloseAsync();

    [Fact]
    public async Task What_a_customer_wrote_is_found_by_typing_SQL()
    {
        await _hub.PostAsync(Hub.WhatsApp.Photo("447700905001", "Query", "wamid.query.1", "Is it <b>blue</b>?", Hub.Noon));
        var customer = await _hub.CustomerAsync("phone:+447700905001", contacts: 1);

        await AskAsync(
            "SELECT c.contact.text, c.contact[\"from\"].identities\nFROM c\nWHERE c.customerId = @id AND c.type = 'contact'",
            $$"""{"@id": "{{customer.GetProperty("id").GetString()}}"}""");

        await Expect(_page.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["text", "identities"]);
        await Expect(_page.GetByRole(AriaRole.Cell).First).ToHaveTextAsync("Is it <b>blue</b>?");
        using var nested = JsonDocument.Parse(await _page.GetByRole(AriaRole.Cell).Last.InnerTextAsync());
        Assert.Equal("+447700905001", nested.RootElement[0].GetProperty("value").GetString());
        await Expect(_page.GetByRole(AriaRole.Status)).ToHaveTextAsync(new Regex(@"^1 rows · \d+\.\d\d RU · \d+ ms$"));
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task A_mistake_is_marked_and_what_was_typed_stays()
    {
        const string Sql = "SELECT c.id\nFROM c\nWHERE c.id == 'x'";

        await AskAsync(Sql);

        await Expect(_page.GetByRole(AriaRole.Alert)).ToContainTextAsync("SC1001");
        await Expect(_page.Locator("mark")).ToHaveTextAsync("=");
        await Expect(_page.Locator("pre")).ToHaveTextAsync(Sql);
        await Expect(_page.GetByLabel("SQL")).ToHaveValueAsync(Sql);
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task A_long_answer_comes_a_hundred_rows_at_a_time()
    {
        await _hub.PostAsync(Hub.WhatsApp.Text("447700905002", "Long", "wamid.query.2", "Hello", Hub.Noon));
        var customer = await _hub.CustomerAsync("phone:+447700905002", contacts: 1);

        await AskAsync(
            "SELECT VALUE n FROM c JOIN n IN (SELECT VALUE @numbers) WHERE c.id = @id",
            $$"""{"@id": "{{customer.GetProperty("id").GetString()}}", "@numbers": [{{string.Join(", ", Enumerable.Range(1, 150))}}]}""");
        await Expect(_page.GetByRole(AriaRole.Cell)).ToHaveTextAsync(Enumerable.Range(1, 100).Select(number => $"{number}"));

        var next = _page.GetByRole(AriaRole.Button, new() { Name = "Next rows" });
        await next.ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Cell)).ToHaveTextAsync(Enumerable.Range(101, 50).Select(number => $"{number}"));
        await Expect(next).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Each_question_of_the_book_is_answered_by_one_click()
    {
        var questions = _page.GetByRole(AriaRole.Region, new() { Name = "Questions of the query book" }).GetByRole(AriaRole.Link);
        var count = await questions.CountAsync();
        Assert.True(count >= 25);

        for (var number = 0; number < count; number++)
        {
            await questions.Nth(number).ClickAsync();
            await Expect(_page.GetByRole(AriaRole.Status)).ToContainTextAsync("rows");
        }

        Assert.Empty(_complaints);
    }

    private async Task AskAsync(string sql, string parameters = "")
    {
        await _page.GetByLabel("Container").SelectOptionAsync("customers");
        await _page.GetByLabel("SQL").FillAsync(sql);
        await _page.GetByLabel("Parameters, as JSON").FillAsync(parameters);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
    }
}
