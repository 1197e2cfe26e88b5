using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>Queries and their plans.</summary>
internal sealed class QueryRoutes(ItemStore items)
{
    public ValueTask<CosmosAnswer> Plan(CosmosCall call) => throw new CosmosFailureException(400, $"Queries {items.GetHashCode()}");

    public ValueTask<CosmosAnswer> Execute(CosmosCall call) => throw new CosmosFailureException(400, $"Queries {items.GetHashCode()}");

    public static Func<byte[], bool> CompileCondition(string text) => throw new CosmosFailureException(400, "Queries");
}
