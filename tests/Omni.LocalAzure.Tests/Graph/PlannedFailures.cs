using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using static Omni.LocalAzure.Tests.Graph.GraphContract;

namespace Omni.LocalAzure.Tests.Graph;

public sealed class PlannedFailures
{
    [Theory]
    [InlineData(429, "ApplicationThrottled")]
    [InlineData(503, "serviceNotAvailable")]
    [InlineData(500, "generalException")]
    public async Task The_next_requests_fail_and_then_all_is_well(int status, string code)
    {
        await using var contract = await OpenAsync();
        await contract.Server.OrderAsync("$faults", new { status, retryAfter = 7, requests = 2 });

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var refusal = await Assert.ThrowsAsync<ODataError>(() => contract.User.Messages.GetAsync());
            Assert.Equal((status, code), (refusal.ResponseStatusCode, refusal.Error?.Code));
            Assert.Equal("7", refusal.ResponseHeaders["Retry-After"].Single());
        }

        Assert.Empty((await contract.User.Messages.GetAsync())?.Value ?? []);
    }

    [Fact]
    public async Task A_share_of_the_requests_to_one_mailbox_fails()
    {
        await using var contract = await OpenAsync();
        await contract.Server.OrderAsync("$faults", new { status = 503, share = 0.25, mailbox = GraphServer.Info });

        var failed = 0;
        foreach (var _ in Enumerable.Range(0, 20)) failed += await IsRefusedAsync(() => contract.User.Messages.GetAsync()) ? 1 : 0;

        Assert.Equal(5, failed);
        Assert.False(await IsRefusedAsync(() => contract.Client.Users[GraphServer.Sales].Messages.GetAsync()));
        using var ended = await contract.Server.Door.DeleteAsync(new Uri("$faults", UriKind.Relative));
        foreach (var _ in Enumerable.Range(0, 4)) Assert.False(await IsRefusedAsync(() => contract.User.Messages.GetAsync()));
    }

    [Fact]
    public async Task More_requests_at_once_than_a_mailbox_bears_are_told_to_wait()
    {
        await using var contract = await OpenAsync();
        await contract.Server.OrderAsync("$limits", new { concurrentPerMailbox = 1 });
        await contract.Server.OrderAsync("$faults", new { delaySeconds = 0.5, requests = 1 });

        var refused = (await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => IsRefusedAsync(() => contract.User.Messages.GetAsync())))).Count(was => was);

        Assert.Equal(2, refused);
        Assert.False(await IsRefusedAsync(() => contract.User.Messages.GetAsync()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("another-token")]
    public async Task Another_token_than_the_configured_one_is_refused(string token)
    {
        await using var contract = await OpenAsync();
        using var stranger = Connect(contract.Server, token);

        await MessageContractTests.RefusedAsync(401, "InvalidAuthenticationToken", () => stranger.Users[GraphServer.Info].Messages.GetAsync());
    }

    [Fact]
    public async Task What_is_not_known_is_refused_by_name()
    {
        await using var contract = await OpenAsync();

        await MessageContractTests.RefusedAsync(501, "NotImplemented", () => contract.User.Events.GetAsync());
        await MessageContractTests.RefusedAsync(501, "NotImplemented", () => contract.User.Messages.GetAsync(request => request.QueryParameters.Search = "\"sofa\""));
        await MessageContractTests.RefusedAsync(501, "NotImplemented", () => contract.User.Messages.GetAsync(request => request.QueryParameters.Filter = "subject eq 'a'"));
        await MessageContractTests.RefusedAsync(501, "NotImplemented", () => contract.User.Messages.GetAsync(request => request.QueryParameters.Orderby = ["subject"]));
        await MessageContractTests.RefusedAsync(400, "RequestBroker--ParseUri", () => contract.User.Messages.GetAsync(request => request.QueryParameters.Select = ["colour"]));
    }

    [Fact]
    public async Task Requests_are_counted_by_what_they_do()
    {
        await using var contract = await OpenAsync();
        await contract.AddAsync("inbox", "Counted");
        await contract.User.MailFolders["inbox"].Messages.Delta.GetAsDeltaGetResponseAsync();
        await IsRefusedAsync(() => contract.User.Messages["AAMkAAA="].GetAsync());

        var counts = await contract.Server.Door.GetFromJsonAsync<Dictionary<string, JsonElement>>(new Uri("$statistics", UriKind.Relative)) ?? [];

        Assert.Equal([(1, 0), (1, 0), (1, 1)], new[] { "create", "delta", "read" }.Select(kind => (counts[kind].GetProperty("requests").GetInt32(), counts[kind].GetProperty("failed").GetInt32())));
    }

    [Theory]
    [InlineData("$faults", """{"status":200}""")]
    [InlineData("$faults", """{"status":503,"share":2}""")]
    [InlineData("$limits", """{"concurrentPerMailbox":-1}""")]
    [InlineData("$delta", """{"lose":"everything"}""")]
    [InlineData("$lifecycle", """{"event":"born"}""")]
    [InlineData("$mailboxes", """{"address":"nobody"}""")]
    public async Task A_malformed_order_is_refused_with_the_right_form(string door, string order)
    {
        await using var server = await GraphServer.StartAsync();
        using var content = new StringContent(order, System.Text.Encoding.UTF8, "application/json");

        using var answer = await server.Door.PostAsync(new Uri(door, UriKind.Relative), content);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith("Expected", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<bool> IsRefusedAsync<T>(Func<Task<T?>> call)
    {
        try
        {
            await call();
            return false;
        }
        catch (ApiException)
        {
            return true;
        }
    }
}
