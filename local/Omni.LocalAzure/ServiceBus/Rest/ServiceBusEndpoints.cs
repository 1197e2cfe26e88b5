using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.LocalAzure.ServiceBus.Rest;

/// <summary>The REST surface of a broker on a port of its own.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/servicebus/</remarks>
public static class ServiceBusEndpoints
{
    /// <summary>Maps every path of the port, and for tests <c>POST /$faults</c> and <c>GET /$statistics</c>.</summary>
    public static void MapServiceBus(this IEndpointRouteBuilder endpoints, Broker broker, SharedAccessKeys keys, FaultSwitch faults)
    {
        endpoints.MapPost("/$faults", context => SetFaultAsync(context, faults));
        endpoints.MapGet("/$statistics", context => context.Response.WriteAsJsonAsync(broker.Operations, StatisticsJson.Default.OperationCounts));
        endpoints.Map("/{**path}", new ServiceBusRequests(broker, keys, faults).HandleAsync);
    }

    private static async Task SetFaultAsync(HttpContext context, FaultSwitch faults)
    {
        try
        {
            // A web page of another origin cannot send this content type unasked.
            var order = context.Request.HasJsonContentType()
                ? await context.Request.ReadFromJsonAsync(FaultJson.Default.FaultOrder, context.RequestAborted)
                : null;
            if (order is null) throw new JsonException("JSON expected.");
            faults.Set(order.Status, TimeSpan.FromSeconds(order.Seconds));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentOutOfRangeException or OverflowException)
        {
            await ServiceBusError.WriteAsync(context, StatusCodes.Status400BadRequest, "Expected {\"status\":503,\"seconds\":90}; status 0 lets requests hang.");
        }
    }
}

internal sealed record FaultOrder(int Status, double Seconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FaultOrder))]
internal sealed partial class FaultJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OperationCounts))]
internal sealed partial class StatisticsJson : JsonSerializerContext;
