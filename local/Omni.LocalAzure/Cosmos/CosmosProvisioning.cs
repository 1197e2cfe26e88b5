using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Cosmos;

/// <summary>Creates what the entity definition names; what exists keeps its data and takes over a changed definition, all but its partition key.</summary>
public static class CosmosProvisioning
{
    /// <param name="account">Where to create.</param>
    /// <param name="section">The <c>cosmos</c> section: <c>{"database":…,"containers":[{"name":…,"partitionKeyPaths":[…],"indexingPolicy":{…},"defaultTtl":…}]}</c>.</param>
    /// <exception cref="FormatException">The section is not acceptable, or changes a partition key.</exception>
    public static async Task ProvisionAsync(this CosmosAccount account, JsonObject section)
    {
        var name = (string?)section["database"] ?? throw new FormatException("The cosmos section names no database.");
        var database = account.Catalogue.FindDatabase(name)
            ?? await account.Catalogue.CreateDatabaseAsync(name)
            ?? account.Catalogue.FindDatabase(name)
            ?? throw new FormatException("The database cannot be created.");
        foreach (var entry in section["containers"] as JsonArray ?? []) await ProvisionAsync(account.Catalogue, database, entry!.AsObject()); // an array of objects
    }

    private static async Task ProvisionAsync(Catalogue catalogue, CosmosDatabase database, JsonObject entry)
    {
        var definition = ContainerDefinition.Parse(Definition(entry));
        if (database.Find(definition.Name) is not { } known) await catalogue.CreateContainerAsync(database, definition, offer: null);
        else if (!JsonNode.DeepEquals(known.Definition.Json["partitionKey"]?["paths"], definition.Json["partitionKey"]?["paths"]))
            throw new FormatException($"The partition key of container '{definition.Name}' differs from the one it was created with: start with --fresh.");
        else if (!JsonNode.DeepEquals(known.Definition.Json, definition.Json)) await catalogue.ReplaceDefinitionAsync(known, definition, expected: known.Definition);
    }

    private static JsonObject Definition(JsonObject entry)
    {
        var paths = entry["partitionKeyPaths"]?.DeepClone();
        var definition = new JsonObject
        {
            ["id"] = entry["name"]?.DeepClone(),
            ["partitionKey"] = new JsonObject { ["paths"] = paths, ["kind"] = paths is JsonArray { Count: > 1 } ? "MultiHash" : "Hash", ["version"] = 2 },
        };
        if (entry["indexingPolicy"] is { } policy) definition["indexingPolicy"] = policy.DeepClone();
        if (entry["defaultTtl"] is { } ttl) definition["defaultTtl"] = ttl.DeepClone();
        return definition;
    }
}
