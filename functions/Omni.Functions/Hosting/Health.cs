using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Omni.Functions.Replies;

namespace Omni.Functions.Hosting;

/// <summary>200 when the app can do its work, else 503 with what is missing. Names the settings Key Vault did not give: what they are for is off, and who can be written to.</summary>
public sealed class Health(Readiness readiness, UnresolvedSettings unresolved, ReplySenders senders)
{
    [Function(nameof(Health))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
    {
        var missing = await readiness.FindMissingAsync(cancellationToken);
        return missing.Count == 0
            ? TypedResults.Json(new HealthAnswer("ready", unresolved.Names, [.. senders.Providers.Order(StringComparer.Ordinal)]), HealthJson.Default.HealthAnswer)
            : TypedResults.Problem(
                title: "Not ready",
                detail: $"No answer from: {string.Join(", ", missing)}. Check its address in the settings and that it runs.",
                statusCode: StatusCodes.Status503ServiceUnavailable,
                extensions: new Dictionary<string, object?> { ["missing"] = missing, ["unresolved"] = unresolved.Names });
    }
}

/// <param name="Status">A word.</param>
/// <param name="Unresolved">Settings that Key Vault did not give.</param>
/// <param name="Replies">The providers over which people can be written to; all others are read alone.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<string> Unresolved, IReadOnlyList<string> Replies);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;
