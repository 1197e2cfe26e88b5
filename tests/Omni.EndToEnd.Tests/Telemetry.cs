using System.Globalization;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

public sealed class Telemetry
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task One_request_is_one_trace_from_the_webhook_over_the_bus_to_the_store_and_is_counted()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var hub = await Hub.StartAsync("telemetry", receiver.Settings);
        await ExportingAsync(hub, receiver);

        await hub.DeliverAsync(Hub.WhatsApp.Text("447700907001", "Traced", "wamid.traced", "Message 1", Hub.Noon));

        var spans = await Eventually.SeeAsync(
            _ => Task.FromResult(receiver.Spans), all => all.Any(span => span.Name == "process contacts") && all.Any(span => span.Name == "execute_batch customers"), _patience);
        var request = Assert.Single(spans, span => span.Name == "POST /api/webhooks/{provider}");
        var trace = spans.Where(span => span.TraceId == request.TraceId).ToDictionary(span => span.SpanId);
        var write = Assert.Single(trace.Values, span => span.Name == "execute_batch customers");
        Assert.Equal(["execute_batch customers", "process contacts", "send contacts", "POST /api/webhooks/{provider}"], WayUp(trace, write).Select(span => span.Name));
        Assert.All(trace.Values, span => Assert.True(span == request || trace.ContainsKey(span.ParentId), $"{span.Name} hangs in the air"));

        await CountedAsync(receiver, "omni.webhook.requests", "outcome=taken", "provider=whatsapp");
        await CountedAsync(receiver, "omni.contacts.published", "channel=whatsapp");
        await CountedAsync(receiver, "omni.contacts.stored", "channel=whatsapp", "outcome=stored");
        await CountedAsync(receiver, "omni.contacts.lag", "channel=whatsapp");
        await CountedAsync(receiver, "omni.store.charge", "operation=execute_batch");
    }

    [Fact]
    public async Task Logs_are_exported_and_nothing_that_is_exported_tells_of_a_person()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var hub = await Hub.StartAsync("telemetry-logs", receiver.Settings);
        await ExportingAsync(hub, receiver);

        var request = Hub.WhatsApp.Text("447700907002", "Secretive", "wamid.secretive", "Tell nobody", Hub.Noon);
        await hub.PostAsync(request with { Proof = "sha256=00" });
        await hub.DeliverAsync(request);
        await hub.CustomerAsync("phone:+447700907002", 1);

        await Eventually.SeeAsync(
            _ => Task.FromResult(receiver.Logs), logs => logs.Contains("A request to whatsapp was refused: its proof is Wrong."), _patience);
        await Eventually.SeeAsync(_ => Task.FromResult(receiver.Spans), spans => spans.Any(span => span.Name == "GET /api/customers"), _patience);
        Assert.All(["7700907002", "Secretive", "wamid.secretive", "Tell nobody", hub.System.FunctionKey], word => Assert.DoesNotContain(word, receiver.Everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_address_to_send_to_nothing_of_the_exporters_is_loaded()
    {
        await using var hub = await Hub.StartAsync("silent");
        await hub.DeliverAsync(Hub.WhatsApp.Text("447700907003", "Silent", "wamid.silent", "Message 1", Hub.Noon));
        await hub.CustomerAsync("phone:+447700907003", 1);

        var process = hub.System.AppProcess() ?? throw new InvalidOperationException("The app is not running.");
        var loaded = await File.ReadAllTextAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/maps"));

        Assert.Contains("Omni.Functions.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
    }

    /// <summary>Exporting begins some time after the start; what happened before is not told.</summary>
    private static async Task ExportingAsync(Hub hub, OtlpReceiver receiver)
    {
        using var http = new HttpClient { BaseAddress = hub.System.Functions };
        await Eventually.SeeAsync(
            async token =>
            {
                using var health = await http.GetAsync(new Uri("api/health", UriKind.Relative), token);
                return receiver.Spans;
            },
            spans => spans.Any(span => span.Name == "GET /api/health"),
            _patience);
    }

    private static async Task CountedAsync(OtlpReceiver receiver, string name, params string[] tags) =>
        Assert.Equal(1, await Eventually.SeeAsync(_ => Task.FromResult(receiver.Count(name, tags)), count => count > 0, _patience));

    private static IEnumerable<ReceivedSpan> WayUp(Dictionary<string, ReceivedSpan> trace, ReceivedSpan from)
    {
        for (var span = from; span is not null; span = trace.GetValueOrDefault(span.ParentId)) yield return span;
    }
}
