using System.Net;
using System.Text;
using System.Xml.Linq;
using Omni.Azure.Messaging.ServiceBus;

namespace Omni.LocalAzure.Tests.ServiceBus;

/// <summary>What only the stand-in promises, and the bytes that no client of ours sends.</summary>
public sealed class RestTests : IAsyncLifetime
{
    private readonly ServiceBusServer _server = new();
    private readonly HttpClient _http = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_request_without_a_signature_is_refused()
    {
        using var answer = await _http.PostAsync(new Uri(_server.Address, "quarantine/messages"), new StringContent("{}"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("401", XElement.Parse(await answer.Content.ReadAsStringAsync()).Element("Code")?.Value);
    }

    [Fact]
    public async Task A_signature_for_another_entity_is_refused_and_one_for_the_namespace_is_taken()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await SendSignedForAsync("contacts"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendSignedForAsync("quaran"));
        Assert.Equal(HttpStatusCode.Created, await SendSignedForAsync("quarantine"));
        Assert.Equal(HttpStatusCode.Created, await SendSignedForAsync(string.Empty));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{\"Body\":1}]")]
    [InlineData("[{\"Body\":\"a\"}")]
    [InlineData("[{\"Body\":\"\\ud800\"}]")]
    [InlineData("[{\"Body\":\"a\",\"BrokerProperties\":{\"TimeToLiveTimeSpan\":\"soon\"}}]")]
    [InlineData("[{\"Body\":\"a\",\"BrokerProperties\":{\"SessionId\":\"1\",\"PartitionKey\":\"2\"}}]")]
    public async Task A_malformed_batch_is_refused_as_a_whole(string batch)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await SendSignedForAsync("quarantine", batch, "application/vnd.microsoft.servicebus.json"));
        Assert.Equal(0, _server.Broker.Count("quarantine").Active);
    }

    [Fact]
    public async Task During_a_fault_a_send_fails_as_busy_and_afterwards_succeeds()
    {
        var options = new ServiceBusClientOptions();
        options.Retry.MaxRetries = 0;
        await using var client = new ServiceBusClient(_server.ConnectionString, options);
        using var order = new StringContent("""{"status":503,"seconds":90}""", Encoding.UTF8, "application/json");
        using var set = await _http.PostAsync(new Uri(_server.Address, "$faults"), order);

        var busy = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("quarantine").SendMessageAsync(new ServiceBusMessage("{}")));
        _server.Faults.Set(503, TimeSpan.Zero);
        await client.CreateSender("quarantine").SendMessageAsync(new ServiceBusMessage("{}"));

        Assert.True(busy.IsTransient);
        Assert.Equal(ServiceBusFailureReason.ServiceBusy, busy.Reason);
    }

    [Fact]
    public async Task Counts_are_told_in_the_form_of_the_management_interface()
    {
        await using var client = new ServiceBusClient(_server.ConnectionString);
        await client.CreateSender("contacts").SendMessageAsync(new ServiceBusMessage("{}") { Subject = "omni.contact.received", SessionId = "a" });
        await client.CreateSender("contacts").SendMessageAsync(new ServiceBusMessage("{}") { Subject = "something.else", SessionId = "a" });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Address, "contacts/Subscriptions/customers?api-version=2021-05"));
        Sign(request, string.Empty);

        using var answer = await _http.SendAsync(request);

        XNamespace details = "http://schemas.microsoft.com/netservices/2011/06/servicebus";
        var entry = XElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("1", entry.Descendants(details + "ActiveMessageCount").Single().Value);
    }

    [Fact]
    public async Task An_operation_that_is_not_emulated_says_so()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_server.Address, "newqueue?api-version=2021-05"));
        Sign(request, string.Empty);

        using var answer = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
    }

    private async Task<HttpStatusCode> SendSignedForAsync(string resource, string body = "{}", string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Address, "quarantine/messages"));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        Sign(request, resource);
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }

    private void Sign(HttpRequestMessage request, string resource)
    {
        var signature = SharedAccessSignature.Sign(
            new Uri(_server.Address, resource).AbsoluteUri, "RootManageSharedAccessKey", "SAS_KEY_VALUE", DateTimeOffset.FromUnixTimeSeconds(4_000_000_000));
        request.Headers.TryAddWithoutValidation("Authorization", signature);
    }
}
