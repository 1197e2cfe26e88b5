using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Omni.Azure.Messaging.ServiceBus;
using static Omni.Functions.Tests.Azure.RecordedRequests;

namespace Omni.Functions.Tests.Azure;

public sealed class ServiceBusSenderTests
{
    private const string ConnectionString = "Endpoint=sb://contoso-hub.servicebus.windows.net/;SharedAccessKeyName=SendOnly;SharedAccessKey=a2V5";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 15, 10, 20, 30, TimeSpan.Zero));

    [Fact]
    public async Task A_batch_has_its_content_type_without_any_parameter()
    {
        var requests = new RecordedRequests(Answer(201));

        await Sender(requests).SendMessagesAsync([Message("m-1"), Message("m-2")]);

        var request = Assert.Single(requests.All);
        Assert.Equal(("POST", "https://contoso-hub.servicebus.windows.net/inbound/messages"), (request.Method, request.Address.AbsoluteUri));
        Assert.Equal("application/vnd.microsoft.servicebus.json", request.Headers["Content-Type"]);
    }

    [Fact]
    public async Task A_batch_element_carries_body_broker_properties_and_application_properties()
    {
        var requests = new RecordedRequests(Answer(201));
        var message = new ServiceBusMessage("""{"id":"é"}""")
        {
            MessageId = "m-1",
            SessionId = "a",
            Subject = "message.received",
            TimeToLive = TimeSpan.FromHours(1),
            ScheduledEnqueueTime = new DateTimeOffset(2026, 1, 15, 12, 0, 0, 1, TimeSpan.FromHours(1)),
            ApplicationProperties = { ["Tenant"] = "t1", ["attempt"] = 2, ["final"] = true },
        };

        await Sender(requests).SendMessagesAsync([message]);

        var element = JsonDocument.Parse(requests.All[0].Body).RootElement[0];
        Assert.Equal("""{"id":"é"}""", element.GetProperty("Body").GetString());
        AssertJson(
            """{"MessageId":"m-1","SessionId":"a","Label":"message.received","TimeToLiveTimeSpan":"0.01:00:00.0000000","ScheduledEnqueueTimeUtc":"Thu, 15 Jan 2026 11:00:01 GMT"}""",
            element.GetProperty("BrokerProperties"));
        AssertJson("""{"Tenant":"t1","attempt":2,"final":true}""", element.GetProperty("UserProperties"));
    }

    [Fact]
    public async Task Batches_are_as_few_as_the_limit_allows_and_keep_the_order()
    {
        var requests = new RecordedRequests(Answer(201));
        var ids = Enumerable.Range(0, 10).Select(n => $"m-{n}").ToList();

        await Sender(requests).SendMessagesAsync(ids.Select(id => new ServiceBusMessage(new string('x', 60_000)) { MessageId = id }));

        var batches = requests.All.Select(request => JsonDocument.Parse(request.Body).RootElement).ToList();
        Assert.Equal([4, 4, 2], batches.Select(batch => batch.GetArrayLength()));
        Assert.All(requests.All, request => Assert.InRange(request.Body.Length, 1, 256 * 1024 * 95 / 100));
        Assert.Equal(ids, batches.SelectMany(batch => batch.EnumerateArray()).Select(IdOf));
    }

    [Fact]
    public async Task A_message_alone_without_properties_keeps_body_and_content_type()
    {
        var requests = new RecordedRequests(Answer(201));

        await Sender(requests).SendMessageAsync(new ServiceBusMessage("{\"id\":1}") { MessageId = "Ж", ContentType = "application/json" });

        var request = requests.All[0];
        Assert.Equal("{\"id\":1}"u8.ToArray(), request.Body);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("""{"MessageId":"\u0416"}""", request.Headers["BrokerProperties"]);
    }

    [Fact]
    public async Task A_message_that_is_too_large_only_as_a_batch_element_goes_as_it_is()
    {
        var requests = new RecordedRequests(Answer(201));
        var body = new string('\\', 150_000);

        await Sender(requests).SendMessageAsync(new ServiceBusMessage(body) { MessageId = "m-1", ApplicationProperties = { ["reason"] = "Malformed" } });

        var request = Assert.Single(requests.All);
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(request.Body));
        Assert.Equal("\"Malformed\"", request.Headers["reason"]);
    }

    [Fact]
    public async Task A_message_whose_properties_cannot_be_headers_stays_too_large()
    {
        var message = new ServiceBusMessage(new string('\\', 150_000)) { ApplicationProperties = { ["the reason"] = "Malformed" } };

        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => Sender(new RecordedRequests(Answer(201))).SendMessageAsync(message));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, failure.Reason);
    }

    [Fact]
    public async Task A_signature_is_kept_until_shortly_before_it_expires()
    {
        var requests = new RecordedRequests(Answer(201));
        var sender = Sender(requests);

        await sender.SendMessageAsync(Message("1"));
        _clock.Advance(TimeSpan.FromMinutes(49));
        await sender.SendMessageAsync(Message("2"));
        _clock.Advance(TimeSpan.FromMinutes(2));
        await sender.SendMessageAsync(Message("3"));

        var signatures = requests.All.Select(request => request.Headers["Authorization"]).ToList();
        Assert.Equal(signatures[0], signatures[1]);
        Assert.NotEqual(signatures[1], signatures[2]);
    }

    [Fact]
    public async Task A_refused_signature_is_made_anew_once()
    {
        var requests = new RecordedRequests(Answer(401), Answer(201));

        await Sender(requests).SendMessageAsync(Message("1"));

        Assert.Equal(2, requests.All.Count);
    }

    [Fact]
    public async Task A_busy_service_is_asked_again_with_the_same_message_id()
    {
        var requests = new RecordedRequests(Answer(503), Answer(504), Answer(201));

        await Sender(requests, retries: 3).SendMessagesAsync([Message("1")]);

        Assert.Equal(3, requests.All.Count);
        Assert.All(requests.All, request => Assert.Equal("1", IdOf(JsonDocument.Parse(request.Body).RootElement[0])));
    }

    [Theory]
    [InlineData(403, "The size of the message is too large", ServiceBusFailureReason.MessageSizeExceeded, false)]
    [InlineData(403, "The quota has been exceeded", ServiceBusFailureReason.QuotaExceeded, false)]
    [InlineData(408, "", ServiceBusFailureReason.ServiceTimeout, true)]
    [InlineData(410, "", ServiceBusFailureReason.MessagingEntityNotFound, false)]
    [InlineData(413, "", ServiceBusFailureReason.MessageSizeExceeded, false)]
    [InlineData(429, "", ServiceBusFailureReason.ServiceBusy, true)]
    [InlineData(500, "", ServiceBusFailureReason.GeneralError, true)]
    [InlineData(503, "", ServiceBusFailureReason.ServiceBusy, true)]
    [InlineData(504, "", ServiceBusFailureReason.ServiceTimeout, true)]
    public async Task A_refusal_has_its_reason(int status, string detail, ServiceBusFailureReason reason, bool isTransient)
    {
        var requests = new RecordedRequests(Answer(status, $"<Error><Code>{status}</Code><Detail>{detail} TrackingId:t-1</Detail></Error>"));

        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => Sender(requests).SendMessageAsync(Message("1")));

        Assert.Equal((reason, isTransient, "inbound"), (failure.Reason, failure.IsTransient, failure.EntityPath));
        Assert.Contains("TrackingId:t-1", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, typeof(ArgumentException))]
    [InlineData(401, typeof(UnauthorizedAccessException))]
    [InlineData(405, typeof(InvalidOperationException))]
    public async Task A_mistake_of_the_caller_has_its_own_exception(int status, Type expected)
    {
        var requests = new RecordedRequests(Answer(status, "not xml"));

        Assert.IsType(expected, await Record.ExceptionAsync(() => Sender(requests).SendMessageAsync(Message("1"))));
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_a_communication_problem()
    {
        var requests = new RecordedRequests(() => throw new HttpRequestException("refused"));

        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => Sender(requests, retries: 1).SendMessageAsync(Message("1")));

        Assert.Equal((ServiceBusFailureReason.ServiceCommunicationProblem, true), (failure.Reason, failure.IsTransient));
        Assert.Equal(2, requests.All.Count);
    }

    [Fact]
    public async Task Scheduling_by_number_is_not_offered() =>
        await Assert.ThrowsAsync<NotSupportedException>(
            () => Sender(new RecordedRequests(Answer(201))).ScheduleMessageAsync(Message("1"), _clock.GetUtcNow()));

    private static ServiceBusMessage Message(string id) => new("{}") { MessageId = id };

    private static string? IdOf(JsonElement element) => element.GetProperty("BrokerProperties").GetProperty("MessageId").GetString();

    private static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, actual), actual.ToString());

    private ServiceBusSender Sender(RecordedRequests requests, int retries = 0)
    {
        var options = new ServiceBusClientOptions { Transport = requests.Transport, Clock = _clock };
        options.Retry.MaxRetries = retries;
        options.Retry.MaxDelay = options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new ServiceBusClient(ConnectionString, options).CreateSender("inbound");
    }
}
