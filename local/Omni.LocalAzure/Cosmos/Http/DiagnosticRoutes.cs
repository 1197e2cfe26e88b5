using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>Routes the service does not have: planned outages and statistics, for tests and the dashboard. Not signed.</summary>
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
        try
        {
            // A web page of another origin cannot send this content type unasked.
            var fault = context.Request.HasJsonContentType()
                ? await context.Request.ReadFromJsonAsync(DiagnosticJson.Default.CosmosFault, context.RequestAborted)
                : null;
            if (fault is not { Seconds: >= 0 and <= MaxSeconds }) throw new JsonException("JSON with up to a day of seconds expected.");
            faults.Start(fault);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("""Expected {"status":503,"retryAfterMs":1000,"drop":false,"seconds":90}.""", context.RequestAborted);
        }
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

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CosmosFault))]
internal sealed partial class DiagnosticJson : JsonSerializerContext;
