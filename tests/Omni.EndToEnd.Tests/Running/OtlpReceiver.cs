using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Omni.EndToEnd.Tests.Running;

/// <summary>Takes what the app exports, as a collector does: OTLP over HTTP with protobuf bodies.</summary>
/// <remarks>Field numbers: https://github.com/open-telemetry/opentelemetry-proto</remarks>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, ProtobufMessage Request)> _requests = [];
    private readonly ConcurrentQueue<byte[]> _bytes = [];
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>The app's settings that make it send here, soon.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
    };

    public IReadOnlyList<ReceivedSpan> Spans =>
    [
        .. Of("traces").SelectMany(request => request.All(1, 2, 2)).Select(span => new ReceivedSpan(span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5))),
    ];

    public IReadOnlyList<string> Logs => [.. Of("logs").SelectMany(request => request.All(1, 2, 2)).Select(record => record.All(5).Single().Text(1))];

    /// <summary>Everything that came, to be searched for what must not be there.</summary>
    public string Everything => string.Concat(_bytes.Select(Encoding.UTF8.GetString));

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/{signal}", receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The newest value of a counter, or the number of measurements of a histogram, with exactly these tags; zero when it was never sent.</summary>
    public long Count(string name, params string[] tags)
    {
        var metrics = Of("metrics").SelectMany(request => request.All(1, 2, 2)).Where(metric => metric.Text(1) == name).ToList();
        var sums = metrics.SelectMany(metric => metric.All(7, 1)).Where(point => Tags(point, 7).SequenceEqual(tags)).Select(point => (long)point.Number(6));
        var histograms = metrics.SelectMany(metric => metric.All(9, 1)).Where(point => Tags(point, 9).SequenceEqual(tags)).Select(point => (long)point.Number(4));
        return sums.Concat(histograms).LastOrDefault();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IEnumerable<ProtobufMessage> Of(string signal) => _requests.Where(request => request.Signal == signal).Select(request => request.Request);

    private static IEnumerable<string> Tags(ProtobufMessage point, int field) =>
        point.All(field).Select(tag => $"{tag.Text(1)}={tag.All(2).Single().Text(1)}").Order(StringComparer.Ordinal);

    private async Task<IResult> TakeAsync(HttpRequest request, string signal)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        _bytes.Enqueue(body.ToArray());
        _requests.Enqueue((signal, new ProtobufMessage(body.ToArray())));
        return Results.Bytes([], "application/x-protobuf");
    }
}

internal sealed record ReceivedSpan(string TraceId, string SpanId, string ParentId, string Name);
