using Microsoft.AspNetCore.Http;

namespace Omni.Functions.Hosting;

/// <summary>200 when the app can do its work, else 503 with what is missing.</summary>
public sealed class Health(Readiness readiness)
{
    [Function(nameof(Health))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
    {
        var missing = await readiness.FindMissingAsync(cancellationToken);
        return missing.Count == 0
            ? TypedResults.Text("""{"status":"ready"}""", "application/json")
            : TypedResults.Problem(
                title: "Not ready",
                detail: $"No answer from: {string.Join(", ", missing)}. Check its address in the settings and that it runs.",
                statusCode: StatusCodes.Status503ServiceUnavailable,
                extensions: new Dictionary<string, object?> { ["missing"] = missing });
    }
}
