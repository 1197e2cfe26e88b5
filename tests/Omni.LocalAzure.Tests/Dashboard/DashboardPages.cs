using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Omni.LocalAzure.Cosmos;
using Omni.LocalAzure.Dashboard;
using Omni.LocalAzure.Hosting;
using Omni.LocalAzure.ServiceBus;
using Omni.LocalAzure.Tests.Functions;
using Omni.LocalAzure.Tests.ServiceBus;

namespace Omni.LocalAzure.Tests.Dashboard;

public sealed class DashboardPages : IAsyncLifetime
{
    private const string Hostile = "<script>alert(1)</script>";

    private RunningDashboard _dashboard = null!; // Set before each test.

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        await KillAsync("m-1", Hostile);
    }

    public async Task DisposeAsync() => await _dashboard.DisposeAsync();

    [Fact]
    public async Task Dead_letters_are_shown_with_their_bodies_encoded()
    {
        Assert.Contains(">1</a>", await _dashboard.GetAsync("/"), StringComparison.Ordinal);
        var page = await _dashboard.GetAsync($"/messages?entity={BrokerFixture.Queue}&dead=true");
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("MaxDeliveryCountExceeded", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_any_depth_is_shown()
    {
        var body = string.Concat(Enumerable.Repeat("[", 100_000));
        await _dashboard.Bus.Broker.SendAsync(BrokerFixture.Queue, [BrokerFixture.Message("deep", body: body)]);
        var page = await _dashboard.GetAsync($"/messages?entity={BrokerFixture.Queue}&dead=false");
        Assert.Contains("<pre>[[[[[[", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_as_deep_as_the_store_takes_is_among_the_last_ones()
    {
        await _dashboard.Account.ProvisionAsync(JsonNode.Parse("""{"database":"omni","containers":[{"name":"customers","partitionKeyPaths":["/customerId"]}]}""")!.AsObject());
        var deepest = string.Concat(Enumerable.Repeat("[", 126)) + string.Concat(Enumerable.Repeat("]", 126));
        var entry = $$"""{"id":"1","customerId":"c-1","type":"contact","contact":{"text":"From the deep","raw":{{deepest}} } }""";
        Assert.Equal(201, await _dashboard.Account.UpsertItemAsync("omni", "customers", Encoding.UTF8.GetBytes(entry)));
        Assert.Contains("From the deep", await _dashboard.GetAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_in_time_is_told_and_the_page_is_there()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var settings = new Dictionary<string, string> { ["Channels__Form__Secret"] = "secret" };
        await using var host = await RunningHost.StartAsync(new ScriptRoot(), settings: settings);
        _dashboard.App = new RunningApp(host.App, host.Host, new LocalAddresses { Functions = ((IPEndPoint)silent.LocalEndpoint).Port });
        using var answer = await PostAsync("/contacts", new() { ["name"] = "", ["phone"] = "", ["email"] = "", ["message"] = "Hello?" });
        Assert.Contains("The Functions host does not answer.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_button_puts_dead_letters_back()
    {
        using var answer = await RedriveAsync(withToken: true, origin: null);
        Assert.Contains("1 dead letters put back.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(new EntityCounts(1, 0, 0), _dashboard.Bus.Broker.Count(BrokerFixture.Queue));
    }

    [Fact]
    public async Task Without_dead_letters_nothing_is_put_back()
    {
        Assert.Equal(1, await _dashboard.Bus.Broker.RedriveAsync(BrokerFixture.Queue));
        Assert.Equal(0, await _dashboard.Bus.Broker.RedriveAsync(BrokerFixture.Queue));
    }

    [Theory]
    [InlineData(false, null, HttpStatusCode.BadRequest)]
    [InlineData(true, "http://elsewhere.example", HttpStatusCode.Forbidden)]
    public async Task Another_sites_page_cannot_press_it(bool withToken, string? origin, HttpStatusCode expected)
    {
        using var answer = await RedriveAsync(withToken, origin);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(new EntityCounts(0, 1, 0), _dashboard.Bus.Broker.Count(BrokerFixture.Queue));
    }

    [Fact]
    public async Task A_foreign_name_for_this_machine_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "elsewhere.example";
        using var answer = await _dashboard.Browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_taken_port_is_told_with_the_option_that_moves_it()
    {
        var part = new LocalPart("the dashboard", "--dashboard-port", _dashboard.Port, 65_536);
        var refusal = await Assert.ThrowsAsync<StartupException>(() => LocalPort.ServeAsync(part, NullLoggerFactory.Instance, _ => { }));
        Assert.Contains("--dashboard-port", refusal.Message, StringComparison.Ordinal);
    }

    private async Task KillAsync(string id, string body)
    {
        await _dashboard.Bus.Broker.SendAsync(BrokerFixture.Queue, [BrokerFixture.Message(id, body: body)]);
        await using var receiver = _dashboard.Bus.Broker.OpenReceiver(BrokerFixture.Queue);
        for (var delivery = 0; delivery < 3; delivery++) await receiver.AbandonAsync(await receiver.ReceiveAsync(1, TimeSpan.Zero, CancellationToken.None));
    }

    private Task<HttpResponseMessage> RedriveAsync(bool withToken, string? origin) =>
        PostAsync("/redrive", new() { ["entity"] = BrokerFixture.Queue }, withToken, origin);

    private Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields, bool withToken = true, string? origin = null) =>
        _dashboard.PostAsync($"/messages?entity={BrokerFixture.Queue}&dead=true", path, fields, withToken, origin);
}
