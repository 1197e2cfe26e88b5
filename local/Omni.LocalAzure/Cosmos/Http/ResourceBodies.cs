using System.Text;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos.Store;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>The JSON of everything that is no item.</summary>
internal static class ResourceBodies
{
    private const string QueryEngine =
        """{"maxSqlQueryInputLength":262144,"maxJoinsPerSqlQuery":10,"sqlAllowTop":true,"sqlAllowSubQuery":true,"sqlAllowGroupByClause":true,"sqlAllowLike":true,"sqlAllowAggregateFunctions":true,"enableSpatialIndexing":true}""";

    /// <param name="address">The account's address as the client reaches it.</param>
    public static JsonObject Account(string address) => new()
    {
        ["_self"] = "",
        ["id"] = "localhost",
        ["_rid"] = "localhost",
        ["media"] = "//media/",
        ["addresses"] = "//addresses/",
        ["_dbs"] = "//dbs/",
        ["writableLocations"] = new JsonArray(Location(address)),
        ["readableLocations"] = new JsonArray(Location(address)),
        ["enableMultipleWriteLocations"] = false,
        ["userReplicationPolicy"] = Replication(),
        ["userConsistencyPolicy"] = new JsonObject { ["defaultConsistencyLevel"] = "Session" },
        ["systemReplicationPolicy"] = Replication(),
        ["readPolicy"] = new JsonObject { ["primaryReadCoefficient"] = 1, ["secondaryReadCoefficient"] = 1 },
        ["queryEngineConfiguration"] = QueryEngine,
    };

    public static JsonObject Database(CosmosDatabase database) => new()
    {
        ["id"] = database.Name,
        ["_rid"] = database.Rid,
        ["_self"] = $"dbs/{database.Rid}/",
        ["_etag"] = ETag(database),
        ["_colls"] = "colls/",
        ["_users"] = "users/",
        ["_ts"] = database.Timestamp,
    };

    public static JsonObject Container(CosmosContainer container)
    {
        var definition = container.Definition;
        var json = definition.Json.DeepClone().AsObject();
        json["_rid"] = container.Rid;
        json["_self"] = container.Self;
        json["_etag"] = ETag(container, definition);
        json["_ts"] = container.Timestamp;
        foreach (var child in new[] { "docs", "sprocs", "triggers", "udfs", "conflicts" }) json[$"_{child}"] = $"{child}/";
        return json;
    }

    /// <summary>One range covers every key.</summary>
    public static JsonObject Range(CosmosContainer container)
    {
        var rid = ResourceId.Range(container.RidBytes);
        return new JsonObject
        {
            ["_rid"] = rid,
            ["id"] = "0",
            ["_etag"] = "\"0-0\"",
            ["minInclusive"] = "",
            ["maxExclusive"] = "FF",
            ["ridPrefix"] = 0,
            ["_self"] = $"{container.Self}pkranges/{rid}/",
            ["throughputFraction"] = 1,
            ["status"] = "online",
            ["parents"] = new JsonArray(),
            ["_ts"] = container.Timestamp,
            ["_lsn"] = container.LastLsn,
        };
    }

    public static JsonObject Offer(CosmosContainer container)
    {
        var rid = ResourceId.Offer(container.Number);
        return new JsonObject
        {
            ["id"] = rid,
            ["_rid"] = rid,
            ["_self"] = $"offers/{rid}/",
            ["offerVersion"] = "V2",
            ["offerType"] = "Invalid",
            ["content"] = JsonNode.Parse(container.Offer ?? """{"offerThroughput":400}"""),
            ["resource"] = container.Self,
            ["offerResourceId"] = container.Rid,
            ["_etag"] = OfferETag(container),
            ["_ts"] = container.Timestamp,
        };
    }

    public static string ETag(CosmosDatabase database) => ETag(database.Timestamp, "");

    /// <summary>Changes with the definition.</summary>
    public static string ETag(CosmosContainer container, ContainerDefinition definition) => ETag(container.Timestamp, definition.Text);

    public static string OfferETag(CosmosContainer container) => ETag(container.Timestamp, container.Offer ?? "");

    public static JsonObject Feed(string parentRid, string name, IEnumerable<JsonObject> resources)
    {
        JsonArray array = [.. resources];
        return new JsonObject { ["_rid"] = parentRid, [name] = array, ["_count"] = array.Count };
    }

    private static JsonObject Location(string address) => new() { ["name"] = "South Central US", ["databaseAccountEndpoint"] = address };

    private static JsonObject Replication() => new() { ["asyncReplication"] = false, ["minReplicaSetSize"] = 1, ["maxReplicasetSize"] = 4 };

    private static string ETag(long timestamp, string content) =>
        $"\"{(uint)timestamp:x8}-0000-0000-0000-{Crc32.Of(Encoding.UTF8.GetBytes(content)):x8}0000\"";
}
