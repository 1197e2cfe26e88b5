using System.Diagnostics;
using Omni.Drivers;
using Omni.Drivers.Providers;

namespace Omni.Bench;

/// <summary>What the running system does: the Functions host, the app, Service Bus and Cosmos DB, all on this machine together with the load.</summary>
internal sealed class HubFigures(LocalHub hub, WhatsAppCloud whatsApp) : IDisposable
{
    private readonly CustomerApi _api = new(hub.Functions, hub.FunctionKey);

    public sealed record Throughput(double PerSecond, TimeSpan AppCpuPerContact, TimeSpan Lag);

    /// <summary>Posts every message as fast as 64 clients go; ends when the last one can be read.</summary>
    public async Task<Throughput> EndToEndAsync(string run, int customers, int messages, CancellationToken cancellation)
    {
        var requests = Crowd.Messages(whatsApp, run, customers, messages, TimeProvider.System.GetUtcNow());
        var before = await CountAsync(0, cancellation);
        var app = hub.AppProcess() ?? throw new InvalidOperationException("The app is not running.");
        var cpu = ProcessFigures.Cpu(app);
        var started = Stopwatch.GetTimestamp();

        var posted = await Load.FlatOutAsync(messages, 64, (i, token) => PostAsync(requests[i], token), cancellation);
        for (var customer = 0; customer < customers; customer += Math.Max(1, customers / 50)) await ReadableAsync(customer, before + (messages / customers), cancellation);
        var readable = Stopwatch.GetElapsedTime(started);
        cpu = ProcessFigures.Cpu(app) - cpu;

        for (var customer = 0; customer < customers; customer++) await ReadableAsync(customer, before + (messages / customers), cancellation);
        return new Throughput(messages / readable.TotalSeconds, cpu / messages, readable - posted);
    }

    /// <summary>How long the webhook takes to answer at a steady pace.</summary>
    public async Task<IReadOnlyList<TimeSpan>> AnswersAsync(string run, int perSecond, int messages, CancellationToken cancellation)
    {
        const int Customers = 1_000;
        var requests = Crowd.Messages(whatsApp, run, Customers, messages, TimeProvider.System.GetUtcNow());
        var before = await CountAsync(0, cancellation);
        var times = await Load.PacedAsync(messages, perSecond, (i, token) => PostAsync(requests[i], token), cancellation);
        for (var customer = 0; customer < Customers; customer++) await ReadableAsync(customer, before + (messages / Customers), cancellation);
        return times;
    }

    /// <summary>How long the answer to one request with many messages takes; ends when the last one can be read.</summary>
    public async Task<TimeSpan> BatchAsync(string run, int messages, CancellationToken cancellation)
    {
        var request = Crowd.Batch(whatsApp, run, messages, TimeProvider.System.GetUtcNow());
        var before = await CountAsync(messages - 1, cancellation);
        var started = Stopwatch.GetTimestamp();
        await PostAsync(request, cancellation);
        var answered = Stopwatch.GetElapsedTime(started);
        await ReadableAsync(messages - 1, before + 1, cancellation);
        return answered;
    }

    /// <summary>What one more contact of the first customer of the crowd costs the store.</summary>
    public async Task<(long History, StoreCost Cost)> OneMoreAsync(string run, CancellationToken cancellation)
    {
        var history = await CountAsync(0, cancellation);
        var before = await StoreCost.SoFarAsync(hub, cancellation);
        await PostAsync(Crowd.Messages(whatsApp, run, customers: 1, messages: 1, TimeProvider.System.GetUtcNow())[0], cancellation);
        var cost = new StoreCost(0, 0, 0);
        while (cost.Commits == 0) cost = await StoreCost.SoFarAsync(hub, cancellation) - before;
        return (history, cost);
    }

    public void Dispose() => _api.Dispose();

    private async Task PostAsync(SignedRequest request, CancellationToken cancellation)
    {
        using var answer = await _api.PostAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private async Task ReadableAsync(int customer, long contacts, CancellationToken cancellation)
    {
        while (await CountAsync(customer, cancellation) < contacts) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellation);
    }

    private async Task<long> CountAsync(int customer, CancellationToken cancellation) =>
        await _api.FindAsync($"phone:+{Crowd.Phone(customer)}", cancellation) is [var found, ..] ? found.GetProperty("contactCount").GetInt64() : 0;
}
