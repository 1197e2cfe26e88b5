using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Omni.Functions.Hosting;

/// <summary>The description of all routes, as it was written.</summary>
public sealed class OpenApi
{
    public const string Resource = "openapi.json";

    [Function(nameof(OpenApi))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        TypedResults.Stream(
            Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
                ?? throw new InvalidOperationException($"{Resource} is not part of the app."),
            "application/json");
}
