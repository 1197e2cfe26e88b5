using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Omni.Functions.Hosting;

/// <summary>200 when the app can do its work, else 503 with what is missing. Names the settings Key Vault did not give: what they are for is off.</summary>
public sealed class Health(Readiness readiness, UnresolvedSettings unresolved)
{
    [Function(nameof(Health))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
    {
        var missing = await readiness.FindMissingAsync(cancellationToken);
        return missing.Count == 0
            ? TypedResults.Json(new HealthAnswer("ready", unresolved.Names), HealthJson.Default.HealthAnswer)
            : TypedResults.Problem(
                title: "Not ready",
                detail: $"No answer from: {string.Join(", ", missing)}. Check its address in the settings and that it runs.",
                statusCode: StatusCodes.Status503ServiceUnavailable,
                extensions: new Dictionary<string, object?> { ["missing"] = missing, ["unresolved"] = unresolved.Names });
    }
}

internal sealed record HealthAnswer(string Status, IReadOnlyList<string> Unresolved);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;
