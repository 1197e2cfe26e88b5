using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos.Charges;
using Omni.LocalAzure.Cosmos.Store;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>The account, databases, containers and their one partition key range.</summary>
internal static class MetadataRoutes
{
    private const string RangesETag = "\"0\"";

    internal static JsonDocumentOptions NamesOnce { get; } = new() { AllowDuplicateProperties = false };

    public static ValueTask<CosmosAnswer> Account(CosmosCall call) =>
        Answer(200, ResourceBodies.Account($"{call.Request.Scheme}://{call.Request.Host}/"));

    public static ValueTask<CosmosAnswer> ListDatabases(CosmosCall call) => List(call, "", "Databases", call.Catalogue.Databases.Select(ResourceBodies.Database));

    public static async ValueTask<CosmosAnswer> CreateDatabase(CosmosCall call)
    {
        if (call.IsSet(CosmosHeaders.IsQuery)) return await ListDatabases(call);
        var body = await ReadObjectAsync(call);
        var name = body["id"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        if (!ContainerDefinition.IsName(name)) throw new CosmosFailureException(400, "The database needs an id of 1 to 255 characters without / \\ ? #.");
        var database = await call.Catalogue.CreateDatabaseAsync(name!) // a name, as just checked
            ?? throw new CosmosFailureException(409, "A database with this id exists already.");
        return await Answer(201, ResourceBodies.Database(database), RequestCharges.MetadataWrite);
    }

    public static ValueTask<CosmosAnswer> ReadDatabase(CosmosCall call) => Answer(200, ResourceBodies.Database(call.Database));

    public static async ValueTask<CosmosAnswer> DeleteDatabase(CosmosCall call)
    {
        var database = call.Database;
        call.CheckIfMatch(ResourceBodies.ETag(database));
        await call.Catalogue.DeleteDatabaseAsync(database);
        return new CosmosAnswer { Status = 204, Charge = RequestCharges.MetadataWrite };
    }

    public static ValueTask<CosmosAnswer> ListContainers(CosmosCall call) =>
        List(call, call.Database.Rid, "DocumentCollections", call.Database.Containers.Values.Select(ResourceBodies.Container));

    public static async ValueTask<CosmosAnswer> CreateContainer(CosmosCall call)
    {
        if (call.IsSet(CosmosHeaders.IsQuery)) return await ListContainers(call);
        var database = call.Database;
        var container = await call.Catalogue.CreateContainerAsync(database, await ReadDefinitionAsync(call), OfferRoutes.FromHeaders(call))
            ?? throw new CosmosFailureException(409, "A container with this id exists already.");
        return await Answer(201, ResourceBodies.Container(container), RequestCharges.MetadataWrite);
    }

    public static ValueTask<CosmosAnswer> ReadContainer(CosmosCall call) => Answer(200, ResourceBodies.Container(call.Container));

    public static async ValueTask<CosmosAnswer> ReplaceContainer(CosmosCall call)
    {
        var definition = await ReadDefinitionAsync(call);
        while (true)
        {
            var container = call.Container;
            var current = container.Definition;
            call.CheckIfMatch(ResourceBodies.ETag(container, current));
            if (!definition.CanReplace(current)) throw new CosmosFailureException(400, "The id, the partition key and the unique keys of a container cannot change.");
            if (await call.Catalogue.ReplaceDefinitionAsync(container, definition, expected: current))
                return await Answer(200, ResourceBodies.Container(container), RequestCharges.MetadataWrite);
        }
    }

    public static async ValueTask<CosmosAnswer> DeleteContainer(CosmosCall call)
    {
        var container = call.Container;
        call.CheckIfMatch(ResourceBodies.ETag(container, container.Definition));
        await call.Catalogue.DeleteContainerAsync(container);
        return new CosmosAnswer { Status = 204, Charge = RequestCharges.MetadataWrite };
    }

    /// <summary>Clients read this feed until it answers 304.</summary>
    public static ValueTask<CosmosAnswer> ListRanges(CosmosCall call)
    {
        var container = call.Container;
        if (call.Request.Headers.IfNoneMatch is [RangesETag]) return ValueTask.FromResult(new CosmosAnswer { Status = 304, ETag = RangesETag });
        var body = ResourceBodies.Feed(container.Rid, "PartitionKeyRanges", [ResourceBodies.Range(container)]);
        return ValueTask.FromResult(new CosmosAnswer { Status = 200, Body = Bytes(body), ETag = RangesETag, ItemCount = 1 });
    }

    internal static ValueTask<CosmosAnswer> List(CosmosCall call, string parentRid, string name, IEnumerable<JsonObject> resources) =>
        call.IsSet(CosmosHeaders.IsQuery) ? QueryRoutes.Over(resources, parentRid, name, call) : Answer(200, ResourceBodies.Feed(parentRid, name, resources));

    internal static ReadOnlyMemory<byte> Bytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());

    internal static ValueTask<CosmosAnswer> Answer(int status, JsonObject body, double charge = RequestCharges.Metadata) =>
        ValueTask.FromResult(new CosmosAnswer { Status = status, Body = Bytes(body), ETag = (string?)body["_etag"], Charge = charge });

    internal static async ValueTask<JsonObject> ReadObjectAsync(CosmosCall call)
    {
        var body = await call.ReadBodyAsync();
        if (!JsonText.IsUnicode(body)) throw new CosmosFailureException(400, "The body has text that is no Unicode.");
        try
        {
            return JsonNode.Parse(body, documentOptions: NamesOnce) as JsonObject ?? throw new CosmosFailureException(400, "The body is no JSON object.");
        }
        catch (JsonException)
        {
            throw new CosmosFailureException(400, "The body is no JSON object, or has a name twice in one object.");
        }
    }

    private static async ValueTask<ContainerDefinition> ReadDefinitionAsync(CosmosCall call)
    {
        try
        {
            return ContainerDefinition.Parse(await ReadObjectAsync(call));
        }
        catch (FormatException refused)
        {
            throw new CosmosFailureException(400, refused.Message);
        }
    }
}
