using Microsoft.Graph.Models;
using static Omni.LocalAzure.Tests.Graph.GraphContract;

namespace Omni.LocalAzure.Tests.Graph;

public sealed class SubscriptionContractTests
{
    private static readonly DateTimeOffset Tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);

    [Fact]
    public async Task Who_gives_the_token_back_at_both_addresses_hears_of_new_messages()
    {
        await using var contract = await OpenAsync();
        await using var listener = await NoticeListener.StartAsync();

        var made = await contract.Client.Subscriptions.PostAsync(Wanted(listener), request => PreferImmutableIds(request.Headers));
        var letter = await contract.AddAsync("inbox", "News");
        await contract.AddAsync("archive", "No news");
        var notice = await listener.NextAsync();

        Assert.Equal(["/life", "/news"], listener.Handshakes.Order());
        Assert.Equal(made?.Id, notice.GetProperty("subscriptionId").GetString());
        Assert.Equal("secret", notice.GetProperty("clientState").GetString());
        Assert.Equal("created", notice.GetProperty("changeType").GetString());
        var id = notice.GetProperty("resourceData").GetProperty("id").GetString();
        Assert.NotEqual(letter.Id, id);
        Assert.Equal("News", (await contract.User.Messages[id].GetAsync())?.Subject);
        Assert.Equal(0, listener.Waiting);
    }

    [Fact]
    public async Task A_notice_that_was_not_taken_comes_again()
    {
        await using var contract = await OpenAsync();
        await using var listener = await NoticeListener.StartAsync();
        await contract.Client.Subscriptions.PostAsync(Wanted(listener));

        listener.Refusals = 1;
        await contract.AddAsync("inbox", "News");

        Assert.Equal("created", (await listener.NextAsync()).GetProperty("changeType").GetString());
        Assert.Equal(0, listener.Refusals);
    }

    [Fact]
    public async Task Who_does_not_give_the_token_back_is_not_subscribed()
    {
        await using var contract = await OpenAsync();
        await using var listener = await NoticeListener.StartAsync();
        listener.ShakesHands = false;

        await MessageContractTests.RefusedAsync(400, "ValidationError", () => contract.Client.Subscriptions.PostAsync(Wanted(listener)));

        Assert.Empty((await contract.Client.Subscriptions.GetAsync())?.Value ?? []);
    }

    [Fact]
    public async Task A_subscription_lives_between_45_minutes_and_a_week_and_is_renewed_and_ended()
    {
        await using var contract = await OpenAsync();
        await using var listener = await NoticeListener.StartAsync();
        var now = TimeProvider.System.GetUtcNow();

        var raised = await contract.Client.Subscriptions.PostAsync(Wanted(listener, now.AddMinutes(5)));
        var renewed = await contract.Client.Subscriptions[raised?.Id].PatchAsync(new Subscription { ExpirationDateTime = now.AddMinutes(10_000) });

        Assert.InRange(raised?.ExpirationDateTime ?? default, now.AddMinutes(44), now.AddMinutes(46));
        Assert.InRange(renewed?.ExpirationDateTime ?? default, now.AddMinutes(9_999), now.AddMinutes(10_001));
        await MessageContractTests.RefusedAsync(400, "ValidationError", () => contract.Client.Subscriptions.PostAsync(Wanted(listener, now.AddMinutes(10_090))));
        await contract.Client.Subscriptions[raised?.Id].DeleteAsync();
        await MessageContractTests.RefusedAsync(404, "ResourceNotFound", () => contract.Client.Subscriptions[raised?.Id].PatchAsync(new Subscription { ExpirationDateTime = Tomorrow }));
    }

    [Theory]
    [InlineData("missed", true)]
    [InlineData("reauthorizationRequired", true)]
    [InlineData("subscriptionRemoved", false)]
    public async Task Events_of_its_life_are_told_where_it_asked(string happened, bool lives)
    {
        await using var contract = await OpenAsync();
        await using var listener = await NoticeListener.StartAsync();
        var made = await contract.Client.Subscriptions.PostAsync(Wanted(listener));

        await contract.Server.OrderAsync("$lifecycle", new { @event = happened });
        var notice = await listener.NextAsync();

        Assert.Equal(happened, notice.GetProperty("lifecycleEvent").GetString());
        Assert.Equal(made?.Id, notice.GetProperty("subscriptionId").GetString());
        Assert.Equal(lives, (await contract.Client.Subscriptions.GetAsync())?.Value?.Count == 1);
    }

    [Theory]
    [InlineData("users/info@shop.example/events", "created", "ValidationError")]
    [InlineData("users/info@shop.example/messages", "moved", "ValidationError")]
    [InlineData("users/nobody@shop.example/messages", "created", "ErrorInvalidUser")]
    [InlineData("users/info@shop.example/mailFolders('nowhere')/messages", "created", "ErrorItemNotFound")]
    public async Task What_cannot_be_told_is_refused(string resource, string change, string code)
    {
        await using var contract = await OpenAsync();
        await using var listener = await NoticeListener.StartAsync();
        var wanted = Wanted(listener);
        (wanted.Resource, wanted.ChangeType) = (resource, change);

        await MessageContractTests.RefusedAsync(code.StartsWith("Error", StringComparison.Ordinal) ? 404 : 400, code, () => contract.Client.Subscriptions.PostAsync(wanted));
    }

    private static Subscription Wanted(NoticeListener listener, DateTimeOffset? until = null) => new()
    {
        ChangeType = "created",
        NotificationUrl = $"{listener.Address}news",
        LifecycleNotificationUrl = $"{listener.Address}life",
        Resource = $"users/{GraphServer.Info}/mailFolders('inbox')/messages",
        ExpirationDateTime = until ?? Tomorrow,
        ClientState = "secret",
    };
}
