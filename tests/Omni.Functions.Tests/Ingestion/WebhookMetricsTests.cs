using Omni.Functions.Tests.Channels;
using Omni.Functions.Tests.Telemetry;

namespace Omni.Functions.Tests.Ingestion;

[Collection(nameof(MeasuredAlone))]
public sealed class WebhookMetricsTests : IAsyncLifetime, IDisposable
{
    private readonly WebhookDriver webhook = new();
    private readonly Measurements measured = new();

    public Task InitializeAsync() => webhook.InitializeAsync();

    public Task DisposeAsync() => webhook.DisposeAsync();

    public void Dispose() => measured.Dispose();

    public static TheoryData<string, Func<WebhookDriver, Task>> Requests() => new()
    {
        { "taken", webhook => webhook.SendSample("text") },
        { "handshake", webhook => webhook.Client.GetAsync(new Uri("api/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1&hub.verify_token=verify-me", UriKind.Relative)) },
        { "ignored", webhook => webhook.SendSample("reaction") },
        { "unreadable", webhook => webhook.SendSigned([]) },
        { "unproven", webhook => webhook.Send("whatsapp", [], "application/json") },
        { "too_large", webhook => webhook.SendSigned(new byte[Samples.Catalogue.Find("whatsapp")!.BodyLimit + 1]) }, // the samples switch it on
        { "unavailable", SendWhileTopicIsDown },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Each_outcome_is_counted_by_its_name(string outcome, Func<WebhookDriver, Task> request)
    {
        ArgumentNullException.ThrowIfNull(request);
        await request(webhook);

        Assert.Equal([1], measured.Of("omni.webhook.requests", $"provider=whatsapp outcome={outcome}"));
    }

    [Fact]
    public async Task Only_contacts_that_are_on_the_topic_are_counted_as_published()
    {
        webhook.Topic.IsDown = true;
        using var refused = await webhook.Send("form", "{\"message\":\"hello\"}"u8.ToArray(), "application/json", ("Origin", "https://shop.example"));
        Assert.Empty(measured.Of("omni.contacts.published", "channel=form"));

        webhook.Topic.IsDown = false;
        using var taken = await webhook.Send("form", "{\"message\":\"hello\"}"u8.ToArray(), "application/json", ("Origin", "https://shop.example"));
        Assert.Equal([1], measured.Of("omni.contacts.published", "channel=form"));
    }

    [Fact]
    public async Task An_address_that_names_no_provider_is_not_counted()
    {
        using var answer = await webhook.Send("pigeon", [], "application/json");

        Assert.DoesNotContain("omni.webhook.requests", measured.Names);
    }

    private static Task SendWhileTopicIsDown(WebhookDriver webhook)
    {
        webhook.Topic.IsDown = true;
        return webhook.SendSample("text");
    }
}
