using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Omni.Worker;

namespace Omni.Functions.Tests.Worker;

/// <summary>What the sample functions were called with.</summary>
public sealed class Seen
{
    private readonly ConcurrentQueue<object> triggers = new();

    public FunctionContext? Context { get; set; }

    public string? TraceId { get; set; }

    public SemaphoreSlim Entered { get; } = new(0);

    public SemaphoreSlim Cancelled { get; } = new(0);

    public void Add(object trigger) => triggers.Enqueue(trigger);

    public T Only<T>() => Assert.IsType<T>(Assert.Single(triggers), exactMatch: false);
}

public sealed record Order(string Id, int Number);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Order))]
public sealed partial class OrderJson : JsonSerializerContext;

public sealed class SampleTriggers(Seen seen)
{
    [Function("Tick")]
    public Task TickAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer) => Record(timer);

    [Function("One")]
    public Task OneAsync([ServiceBusTrigger("orders", Connection = "ServiceBus")] ServiceBusTriggerMessage msg, FunctionContext context)
    {
        seen.Context = context;
        return Record(msg);
    }

    [Function("OneText")]
    public Task OneTextAsync([ServiceBusTrigger("orders", Connection = "ServiceBus")] string msg) => Record(msg);

    [Function("Many")]
    public Task ManyAsync(
        [ServiceBusTrigger("events", "worker", Connection = "ServiceBus", IsSessionsEnabled = true, IsBatched = true)]
        ServiceBusTriggerMessage[] msgs,
        CancellationToken cancellation) => Record(msgs);

    [Function("ManyTexts")]
    public Task ManyTextsAsync([ServiceBusTrigger("orders", IsBatched = true)] string[] msgs) => Record(msgs);

    [Function("Docs")]
    [FixedDelayRetry(2, "00:00:01")]
    public Task DocsAsync(
        [CosmosDBTrigger("db", "c", Connection = "Cosmos", LeaseContainerName = "leases", StartFromBeginning = true, MaxItemsPerInvocation = 100)]
        IReadOnlyList<JsonElement> docs,
        FunctionContext context)
    {
        seen.Context = context;
        return Record(docs);
    }

    [Function("Orders")]
    [ExponentialBackoffRetry(-1, "00:00:10", "00:15:00")]
    public Task OrdersAsync([CosmosDBTrigger("db", "orders", Connection = "Cosmos")] IReadOnlyList<Order> docs) => Record(docs);

    [Function("Broken")]
    public Task BrokenAsync([TimerTrigger("%SCHEDULE%", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) =>
        throw new InvalidOperationException("the secret of the day");

    private Task Record(object trigger)
    {
        seen.Add(trigger);
        return Task.CompletedTask;
    }
}

internal static class SampleRoutes
{
    [Function("Item")]
    public static async Task<IResult> ItemAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "post", Route = "items/{id:int}/{tag?}")] HttpRequest req,
        int id,
        string? tag,
        FunctionContext context,
        CancellationToken cancellation)
    {
        using var body = new StreamReader(req.Body);
        return Results.Text($"{id} {tag ?? "-"} {context.InvocationId} {await body.ReadToEndAsync(cancellation)}");
    }

    [Function("Length")]
    public static async Task<IResult> LengthAsync([HttpTrigger("post")] HttpRequest req, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await req.Body.CopyToAsync(body, cancellation);
        return Results.Text($"{body.Length}");
    }

    [Function("Nothing")]
    public static IResult Nothing([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) => Results.NoContent();

    [Function("Missing")]
    public static IResult Missing([HttpTrigger] HttpRequest req) => Results.NotFound();

    [Function("ByKey")]
    public static IResult ByKey([HttpTrigger(Route = "keys/{key}")] HttpRequest req, Guid key) => Results.Text(key.ToString("N"));

    [Function("Thrown")]
    public static IResult Thrown([HttpTrigger] HttpRequest req) => throw new InvalidOperationException("the secret of the day");

    [Function("Z_rest")]
    public static IResult Rest([HttpTrigger(Route = "items/{*rest}")] HttpRequest req, string? rest) => Results.Text($"rest {rest}");
}

internal sealed class WaitingRoutes(Seen seen)
{
    [Function("Traced")]
    public IResult Traced([HttpTrigger] HttpRequest req)
    {
        seen.TraceId = Activity.Current?.TraceId.ToString();
        return Results.NoContent();
    }

    [Function("Waits")]
    public async Task<IResult> WaitsAsync([HttpTrigger] HttpRequest req, CancellationToken cancellation)
    {
        seen.Entered.Release();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        }
        finally
        {
            seen.Cancelled.Release();
        }

        return Results.NoContent();
    }
}
