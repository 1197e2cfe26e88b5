using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Omni.Functions.Bot;
using Omni.Functions.Ingestion;
using Omni.Functions.Stores;
using Omni.Functions.Telemetry;
using Omni.Functions.Tests.Contacts;
using Omni.Functions.Tests.Stores;

namespace Omni.Functions.Tests.Telemetry;

public sealed class SpansAcrossTheBusTests
{
    private static readonly ActivityContext First = RecordedSpans.NewTrace();
    private static readonly ActivityContext Second = RecordedSpans.NewTrace();

    [Fact]
    public async Task Messages_that_share_a_request_keep_the_traces_of_those_who_published_them()
    {
        using var spans = new RecordedSpans(First, Second);
        var sender = new RecordingSender();
        sender.Hold();
        var topic = new ServiceBusContactTopic(sender, new ClaimsInMemory(), new BlobAttachments(new BlobAccount().Container(BlobAttachments.ContainerName)), new BotAudience(new BotOptions()), new FakeTimeProvider());
        var lanes = Enumerable.Range(0, 4).Select(i => topic.PublishAsync([Sample.Contact($"lane{i}")], default)).ToArray();

        var published = new[] { PublishAsync(topic, First, "one"), PublishAsync(topic, Second, "two") };
        sender.Release();
        await Task.WhenAll([.. lanes, .. published]);

        var messages = Assert.Single(sender.Requests, request => request.Length == 2);
        Assert.All(messages.Zip([First, Second]), pair =>
        {
            var span = Assert.Single(spans.Ended, span => span.TraceId == pair.Second.TraceId);
            Assert.Equal(("send contacts", ActivityKind.Producer, span.Id), (span.DisplayName, span.Kind, pair.First.ApplicationProperties["traceparent"]));
        });
    }

    [Fact]
    public async Task A_topic_that_takes_nothing_is_a_failed_span_that_tells_no_text()
    {
        using var spans = new RecordedSpans(First);
        var topic = new ServiceBusContactTopic(new RecordingSender { Fate = _ => new ArgumentException("quoted") }, new ClaimsInMemory(), new BlobAttachments(new BlobAccount().Container(BlobAttachments.ContainerName)), new BotAudience(new BotOptions()), new FakeTimeProvider());

        await Assert.ThrowsAsync<TopicUnavailableException>(() => PublishAsync(topic, First, "one"));

        var span = Assert.Single(spans.Ended);
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
        Assert.Equal(typeof(TopicUnavailableException).FullName, span.GetTagItem("error.type"));
    }

    [Fact]
    public void Messages_of_one_trace_continue_it_and_link_the_invocation()
    {
        using var spans = new RecordedSpans(First);
        using var invocation = RecordedSpans.Continue(Second);

        Spans.Process("contacts", "customers", [First, First])?.Dispose();

        var span = Assert.Single(spans.Ended);
        Assert.Equal(("process contacts", ActivityKind.Consumer), (span.DisplayName, span.Kind));
        Assert.Equal((First.TraceId, First.SpanId), (span.TraceId, span.ParentSpanId));
        Assert.Equal([invocation.SpanId], span.Links.Select(link => link.Context.SpanId));
        Assert.Equal(2, span.GetTagItem("messaging.batch.message_count"));
    }

    [Fact]
    public void Messages_of_several_traces_are_linked_from_the_invocation()
    {
        using var spans = new RecordedSpans(First, Second);
        using var invocation = RecordedSpans.Continue(RecordedSpans.NewTrace());

        Spans.Process("contacts", "customers", [First, null, Second])?.Dispose();

        var span = Assert.Single(spans.Ended);
        Assert.Equal((invocation.TraceId, invocation.SpanId), (span.TraceId, span.ParentSpanId));
        Assert.Equal([First.SpanId, Second.SpanId], span.Links.Select(link => link.Context.SpanId));
    }

    private static async Task PublishAsync(ServiceBusContactTopic topic, ActivityContext trace, string id)
    {
        using var request = RecordedSpans.Continue(trace);
        await topic.PublishAsync([Sample.Contact(id)], default);
    }
}
