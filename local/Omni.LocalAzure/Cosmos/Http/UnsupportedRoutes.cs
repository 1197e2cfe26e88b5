namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>What the service has and the stand-in has not: stored procedures, triggers, functions, users, permissions, conflicts.</summary>
internal static class UnsupportedRoutes
{
    public static ValueTask<CosmosAnswer> Refuse(CosmosCall call) =>
        throw new CosmosFailureException(501, $"{call.Request.Method} of this resource is not supported here.");
}
