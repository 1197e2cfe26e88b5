using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>Routes the service does not have: planned outages, throughput and statistics, for tests and the dashboard. Not signed.</summary>
internal static class DiagnosticRoutes
{
    private const double MaxSeconds = 86_400;

    public static void Map(IEndpointRouteBuilder routes, CosmosAccount account)
    {
        routes.MapMethods("/$faults", [HttpMethods.Post], context => StartFaultAsync(context, account.Faults));
        routes.MapMethods("/$faults", [HttpMethods.Delete], context =>
        {
            account.Faults.End();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        routes.MapMethods("/$throughput", [HttpMethods.Post], context => EnforceThroughputAsync(context, account.Throughput));
        routes.MapMethods("/$statistics", [HttpMethods.Get], context => WriteStatisticsAsync(context, account.Statistics));
        routes.MapMethods("/$statistics", [HttpMethods.Delete], context =>
        {
            account.Statistics.Reset();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    private static async Task StartFaultAsync(HttpContext context, CosmosFaults faults)
    {
        if (await ReadAsync(context, DiagnosticJson.Default.CosmosFault) is not { Seconds: >= 0 and <= MaxSeconds, Status: >= 400 and <= 599, RetryAfterMs: null or >= 0 } fault)
        {
            await RefuseAsync(context, """{"status":503,"retryAfterMs":1000,"drop":false,"seconds":90}""");
            return;
        }

        faults.Start(fault);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task EnforceThroughputAsync(HttpContext context, CosmosThroughput throughput)
    {
        if (await ReadAsync(context, DiagnosticJson.Default.ThroughputOrder) is not { } order)
        {
            await RefuseAsync(context, """{"enforced":true}""");
            return;
        }

        throughput.Enforced = order.Enforced;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <returns>Null when the body is not what is asked for. A web page of another origin cannot send the content type of JSON unasked.</returns>
    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return context.Request.HasJsonContentType() ? await context.Request.ReadFromJsonAsync(type, context.RequestAborted) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext context, string expected)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync($"Expected {expected}.", context.RequestAborted);
    }

    private static async Task WriteStatisticsAsync(HttpContext context, CosmosStatistics statistics)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        await using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            foreach (var kind in Enum.GetValues<CosmosRequestKind>())
            {
                var count = statistics[kind];
                writer.WriteStartObject(JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));
                writer.WriteNumber("requests", count.Requests);
                writer.WriteNumber("requestUnits", Charges.RequestCharges.Round(count.RequestUnits));
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(output.WrittenMemory, context.RequestAborted);
    }
}

/// <summary>Whether offers are enforced from now on.</summary>
internal sealed record ThroughputOrder(bool Enforced);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CosmosFault))]
[JsonSerializable(typeof(ThroughputOrder))]
internal sealed partial class DiagnosticJson : JsonSerializerContext;
