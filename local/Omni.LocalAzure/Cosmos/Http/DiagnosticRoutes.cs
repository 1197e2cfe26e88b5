using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.LocalAzure.Doors;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>Routes the service does not have: planned outages, throughput and statistics, for tests and the dashboard. Not signed.</summary>
internal static class DiagnosticRoutes
{
    private const double MaxSeconds = 86_400;

    public static void Map(IEndpointRouteBuilder routes, CosmosAccount account)
    {
        routes.MapMethods("/$faults", [HttpMethods.Post], context => StartFaultAsync(context, account.Faults));
        routes.MapMethods("/$faults", [HttpMethods.Delete], context => Door.DoneAsync(context, account.Faults.End));
        routes.MapMethods("/$throughput", [HttpMethods.Post], context => EnforceThroughputAsync(context, account.Throughput));
        routes.MapMethods("/$statistics", [HttpMethods.Get], context => WriteStatisticsAsync(context, account.Statistics));
        routes.MapMethods("/$statistics", [HttpMethods.Delete], context => Door.DoneAsync(context, account.Statistics.Reset));
    }

    private static async Task StartFaultAsync(HttpContext context, CosmosFaults faults)
    {
        if (await Door.ReadAsync(context, DiagnosticJson.Default.CosmosFault) is not { Seconds: >= 0 and <= MaxSeconds, Status: >= 400 and <= 599, RetryAfterMs: null or >= 0 } fault)
        {
            await Door.RefuseAsync(context, """{"status":503,"retryAfterMs":1000,"drop":false,"seconds":90}""");
            return;
        }

        await Door.DoneAsync(context, () => faults.Start(fault));
    }

    private static async Task EnforceThroughputAsync(HttpContext context, CosmosThroughput throughput)
    {
        if (await Door.ReadAsync(context, DiagnosticJson.Default.ThroughputOrder) is not { } order)
        {
            await Door.RefuseAsync(context, """{"enforced":true}""");
            return;
        }

        await Door.DoneAsync(context, () => throughput.Enforced = order.Enforced);
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
