using System.Diagnostics;
using System.Text.Json;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Tests.Telemetry;
using static Omni.Functions.Tests.Azure.RecordedRequests;

namespace Omni.Functions.Tests.Azure;

public sealed class MessageTraceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sender_writes_the_recorded_trace_under_both_names(bool alone)
    {
        using var activity = RecordedSpans.Continue(RecordedSpans.NewTrace());
        activity.TraceStateString = "vendor=1";

        var sent = await SendAsync(new ServiceBusMessage("{}"), alone);

        Assert.Equal((activity.Id, activity.Id, "vendor=1"), (sent["Diagnostic-Id"], sent["traceparent"], sent["tracestate"]));
    }

    [Fact]
    public async Task A_trace_that_is_not_recorded_is_not_written()
    {
        using var activity = RecordedSpans.Continue(RecordedSpans.NewTrace(ActivityTraceFlags.None));

        Assert.Empty(await SendAsync(new ServiceBusMessage("{}"), alone: false));
    }

    [Fact]
    public async Task Without_a_trace_nothing_is_written() => Assert.Empty(await SendAsync(new ServiceBusMessage("{}"), alone: false));

    [Theory]
    [InlineData("Diagnostic-Id")]
    [InlineData("traceparent")]
    public async Task A_message_keeps_the_trace_it_has(string name)
    {
        using var activity = RecordedSpans.Continue(RecordedSpans.NewTrace());

        var sent = await SendAsync(new ServiceBusMessage("{}") { ApplicationProperties = { [name] = "mine" } }, alone: false);

        Assert.Equal((name, "mine"), (Assert.Single(sent).Key, sent[name]));
    }

    [Theory]
    [InlineData("Diagnostic-Id")]
    [InlineData("traceparent")]
    public void Either_name_is_read(string name)
    {
        var trace = RecordedSpans.NewTrace();

        Assert.True(MessageTrace.TryRead(Received((name, RecordedSpans.Header(trace)), ("tracestate", "vendor=1")), out var read));

        Assert.Equal((trace.TraceId, trace.SpanId, "vendor=1", true), (read.TraceId, read.SpanId, read.TraceState, read.IsRemote));
    }

    [Theory]
    [InlineData("traceparent", "nonsense")]
    [InlineData("traceparent", 17)]
    [InlineData("tenant", "t1")]
    public void A_message_without_a_readable_trace_has_none(string name, object value) =>
        Assert.False(MessageTrace.TryRead(Received((name, value)), out _));

    private static ServiceBusReceivedMessage Received(params (string Name, object Value)[] properties) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            new BinaryData("{}"), properties: properties.ToDictionary(property => property.Name, property => property.Value));

    private static async Task<Dictionary<string, string?>> SendAsync(ServiceBusMessage message, bool alone)
    {
        var requests = new RecordedRequests(Answer(201));
        await using var client = new ServiceBusClient(
            "Endpoint=sb://contoso.example/;SharedAccessKeyName=SendOnly;SharedAccessKey=a2V5", new ServiceBusClientOptions { Transport = requests.Transport });
        await using var sender = client.CreateSender("inbound");
        await (alone ? sender.SendMessageAsync(message) : sender.SendMessagesAsync([message]));
        var body = JsonDocument.Parse(requests.All[0].Body).RootElement;
        return body.ValueKind == JsonValueKind.Array && body[0].TryGetProperty("UserProperties", out var properties)
            ? properties.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetString())
            : [];
    }
}
