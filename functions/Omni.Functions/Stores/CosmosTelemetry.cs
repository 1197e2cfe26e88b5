using System.Globalization;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Stores;

/// <summary>
/// Tells of each request to the account what it was and what it was charged, retries of the SDK included. The SDK's own telemetry stays off: it
/// tells addresses, and ids of identities are in them.
/// </summary>
/// <remarks>Names of operations: https://opentelemetry.io/docs/specs/semconv/database/cosmosdb/</remarks>
public sealed class CosmosTelemetry : RequestHandler
{
    public override async Task<ResponseMessage> SendAsync(RequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var operation = OperationOf(request);
        using var span = Spans.Store(operation, ContainerOf(request.RequestUri.OriginalString));
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            Metrics.Charged(operation, response.Headers.RequestCharge);
            span?.SetTag("azure.cosmosdb.operation.request_charge", response.Headers.RequestCharge);
            span?.SetTag("db.response.status_code", ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
            return response;
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            throw;
        }
    }

    private static string OperationOf(RequestMessage request) =>
        request.Headers["x-ms-cosmos-is-batch-request"] is not null ? "execute_batch"
        : request.Headers["x-ms-cosmos-is-query-plan-request"] is not null ? "query_plan"
        : request.Headers["x-ms-documentdb-isquery"] is not null ? "query_items"
        : request.Method.Method switch
        {
            "GET" => "read_item",
            "PUT" => "replace_item",
            "POST" => "create_item",
            var other => other,
        };

    /// <summary>Of <c>dbs/omni/colls/customers/docs/…</c> the name of the container.</summary>
    private static string ContainerOf(string address) =>
        address.Split('/', 5, StringSplitOptions.RemoveEmptyEntries) is [_, _, "colls", var container, ..] ? container : "";
}
