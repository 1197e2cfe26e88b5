using System.Diagnostics;
using Omni.Functions.Tests.Telemetry;

namespace Omni.Functions.Tests.Worker;

public sealed class InvocationSpanTests
{
    private static readonly ActivityContext Trace = RecordedSpans.NewTrace();

    [Fact]
    public async Task A_request_is_a_span_in_the_trace_of_the_host_and_tells_its_route_but_not_its_address()
    {
        using var spans = new RecordedSpans(Trace);
        await using var app = await WorkerApp.StartAsync();

        await SendAsync(app, HttpMethod.Get, "/api/items/42/blue?q=%2B74951234567");

        var span = Assert.Single(spans.Ended);
        Assert.Equal(("GET /api/items/{id:int}/{tag?}", ActivityKind.Server), (span.DisplayName, span.Kind));
        Assert.Equal((Trace.TraceId, Trace.SpanId), (span.TraceId, span.ParentSpanId));
        Assert.Equal(
            ["faas.invocation_id=inv-9", "faas.name=Item", "http.request.method=GET", "http.response.status_code=200", "http.route=/api/items/{id:int}/{tag?}"],
            Tags(span));
    }

    [Fact]
    public async Task What_comes_in_an_envelope_is_a_span_named_after_its_function()
    {
        using var spans = new RecordedSpans(Trace);
        await using var app = await WorkerApp.StartAsync();

        await SendAsync(app, HttpMethod.Post, "/Tick", """{"Data":{"timer":{"IsPastDue":false}},"Metadata":{}}""");

        var span = Assert.Single(spans.Ended);
        Assert.Equal(("Tick", ActivityKind.Internal, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.Status));
        Assert.Equal(["faas.invocation_id=inv-9", "faas.name=Tick"], Tags(span));
    }

    [Theory]
    [InlineData("/api/Thrown", "System.InvalidOperationException")]
    [InlineData("/Broken", "System.InvalidOperationException")]
    public async Task A_failure_is_told_by_its_class_alone(string path, string expected)
    {
        using var spans = new RecordedSpans(Trace);
        await using var app = await WorkerApp.StartAsync();

        await SendAsync(app, HttpMethod.Post, path, """{"Data":{"timer":{"IsPastDue":false}},"Metadata":{}}""");

        var span = Assert.Single(spans.Ended);
        Assert.Equal((ActivityStatusCode.Error, null, expected), (span.Status, span.StatusDescription, span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_function_runs_within_the_span()
    {
        using var spans = new RecordedSpans(Trace);
        await using var app = await WorkerApp.StartAsync();

        await SendAsync(app, HttpMethod.Get, "/api/Traced");

        Assert.Equal(Trace.TraceId.ToString(), app.Seen.TraceId);
    }

    [Fact]
    public async Task A_trace_nobody_records_costs_no_activity()
    {
        await using var app = await WorkerApp.StartAsync();

        await SendAsync(app, HttpMethod.Get, "/api/Traced");

        Assert.Null(app.Seen.TraceId);
    }

    private static IEnumerable<string> Tags(Activity span) => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal);

    private static async Task SendAsync(WorkerApp app, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body);
        request.Headers.Add("traceparent", RecordedSpans.Header(Trace));
        request.Headers.Add("X-Azure-Functions-InvocationId", "inv-9");
        using var answer = await app.Client.SendAsync(request);
    }
}
