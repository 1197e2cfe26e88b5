using System.Net;
using Omni.Drivers.Providers;
using Omni.Functions.Tests.Channels;

namespace Omni.Functions.Tests.Ingestion;

public sealed class CrmWebhookTests : IAsyncLifetime
{
    private readonly WebhookDriver _driver = new();

    public Task InitializeAsync() => _driver.InitializeAsync();

    public Task DisposeAsync() => _driver.DisposeAsync();

    [Theory]
    [InlineData("amocrm", "contacts-updated", 2)]
    [InlineData("bitrix24", "contact-added", 1)]
    [InlineData("hubspot", "create-and-change", 2)]
    public async Task Changes_are_published_on_their_own_topic_before_the_CRM_hears_200(string provider, string sample, int changes)
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync(provider, sample));

        Assert.Equal(changes, _driver.Changes.Published.Count);
        Assert.Empty(_driver.Topic.Published);
    }

    [Fact]
    public async Task A_CRM_is_asked_to_come_again_while_the_topic_is_down()
    {
        _driver.Changes.IsDown = true;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync("amocrm", "contact-added"));
    }

    [Fact]
    public async Task A_deal_is_taken_and_published_nowhere()
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync("hubspot", "deal-change"));

        Assert.Empty(_driver.Changes.Published);
    }

    private async Task<HttpStatusCode> SendAsync(string provider, string sample)
    {
        using var message = ProviderProofs.Prove(Samples.Call(provider, sample), key => Samples.Setting(key.Split("__")[1], key.Split("__")[2])!).ToHttp();
        using var answer = await _driver.Client.SendAsync(message);
        return answer.StatusCode;
    }
}
