using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Evidence;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Customers.Merging;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Merging;

public sealed class MergeRouteTests : IAsyncLifetime
{
    private const string Phone = "phone:+74951234567";
    private const string Email = "email:anna@example.org";

    private readonly Desk _desk = new();
    private readonly string _one = Desk.IdOf(Phone);
    private readonly string _other = Desk.IdOf(Email);

    public Task InitializeAsync() => _desk.DeliverAsync(Contact(1, Phone), Contact(2, Email));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_merge_answers_with_the_customer_and_an_undo_with_both()
    {
        var (status, body) = await MergeAsync(_one, $$"""{"with":"{{_other}}","reason":"The same voice.","by":"olga"}""");
        Assert.Equal((200, 2), (status, (int)body["customer"]!["contactCount"]!));

        var (_, links) = await AnswerAsync("", request => new GetCustomerLinks(_desk.Store, new CustomerEvidence(_desk.Store, "RU")).Run(request, _one, default));
        var evidence = Assert.Single(links["merges"]!.AsArray())!["evidence"]!;
        Assert.Equal(("manual", "olga", "The same voice."), ((string)evidence["rule"]!, (string)evidence["by"]!, (string)evidence["reason"]!));
        Assert.Equal((string)body["mergeId"]!, (string)evidence["mergeId"]!);

        (status, body) = await UndoAsync((string)body["mergeId"]!, """{"reason":"Two sisters."}""");
        Assert.Equal((200, 1, 1), (status, (int)body["survivor"]!["contactCount"]!, (int)body["restored"]!["contactCount"]!));
    }

    [Fact]
    public async Task What_changes_nothing_is_a_conflict_that_says_why()
    {
        var request = $$"""{"with":"{{_other}}","reason":"The same voice."}""";
        var mergeId = (string)(await MergeAsync(_one, request)).Body["mergeId"]!;

        foreach (var (status, body) in new[]
        {
            await MergeAsync(_one, request), await MergeAsync(_other, $$"""{"with":"{{_one}}","reason":"A circle."}"""), await MergeAsync(_other, request),
        })
        {
            Assert.Equal((409, "Nothing was changed"), (status, (string)body["title"]!));
        }

        Assert.Equal(200, (await UndoAsync(mergeId, """{"reason":"Two sisters."}""")).Status);
        Assert.Equal(409, (await UndoAsync(mergeId, """{"reason":"Two sisters."}""")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"with":"anna","reason":"x"}""")]
    [InlineData("""{"reason":"x"}""")]
    [InlineData("""{"with":7,"reason":"x"}""")]
    [InlineData("""{"with":"0123456789abcdef0123456789abcdef"}""")]
    [InlineData("""{"with":"0123456789abcdef0123456789abcdef","reason":"  "}""")]
    [InlineData("""{"with":"0123456789abcdef0123456789abcdef","reason":"\ud800"}""")]
    public async Task A_wish_that_cannot_be_understood_is_answered_with_how_to_ask(string request)
    {
        var before = _desk.Picture();
        var (status, body) = await MergeAsync(_one, request);
        Assert.Equal(400, status);
        Assert.Contains("reason", (string)body["detail"]!, StringComparison.Ordinal);
        Assert.Equal(before, _desk.Picture());
    }

    [Fact]
    public async Task Too_long_a_reason_name_or_body_is_refused()
    {
        foreach (var (reason, by, more) in new[] { (501, 1, 0), (1, 101, 0), (1, 1, 20_000) })
        {
            var request = $$"""{"with":"{{_other}}","reason":"{{new string('x', reason)}}","by":"{{new string('y', by)}}","more":"{{new string('z', more)}}"}""";
            Assert.Equal(400, (await MergeAsync(_one, request)).Status);
            Assert.Equal(400, (await UndoAsync($"merge-{_other}", request)).Status);
        }
    }

    [Fact]
    public async Task Nobody_and_nothing_known_are_not_found()
    {
        var request = """{"with":"0123456789abcdef0123456789abcdef","reason":"x"}""";
        Assert.Equal(404, (await MergeAsync(_one, request)).Status);
        Assert.Equal(404, (await MergeAsync("anna", $$"""{"with":"{{_one}}","reason":"x"}""")).Status);
        Assert.Equal(404, (await UndoAsync($"merge-{_one}", request)).Status);
        Assert.Equal(404, (await UndoAsync("anna", request)).Status);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_503()
    {
        _desk.Store.BeforeCall = static _ => throw new StoreUnavailableException("away");
        Assert.Equal(503, (await MergeAsync(_one, $$"""{"with":"{{_other}}","reason":"x"}""")).Status);
        Assert.Equal(503, (await UndoAsync($"merge-{_other}", """{"reason":"x"}""")).Status);
    }

    private Task<(int Status, JsonNode Body)> MergeAsync(string id, string body) =>
        AnswerAsync(body, request => new MergeCustomer(_desk.Merging(), ProfileOptions.Default).Run(request, id, default));

    private Task<(int Status, JsonNode Body)> UndoAsync(string id, string body) =>
        AnswerAsync(body, request => new UndoMerge(_desk.Separation(), ProfileOptions.Default).Run(request, id, default));

    private static async Task<(int Status, JsonNode Body)> AnswerAsync(string body, Func<HttpRequest, Task<IResult>> route)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var answer = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        http.Response.Body = answer;
        await (await route(http.Request)).ExecuteAsync(http);
        return (http.Response.StatusCode, JsonNode.Parse(answer.ToArray())!);
    }
}
