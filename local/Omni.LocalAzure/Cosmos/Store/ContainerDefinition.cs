using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos.Charges;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>What the owner of a container chose, completed with the service's defaults.</summary>
internal sealed class ContainerDefinition
{
    private const int MaxNameLength = 255;
    private const int MaxKeyPaths = 3;

    private ContainerDefinition(JsonObject json, string text)
    {
        Json = json;
        Text = text;
        Name = (string)json["id"]!; // checked by Parse
        PartitionKeyPaths = [.. json["partitionKey"]!["paths"]!.AsArray().Select(path => PropertyPath.Parse((string)path!))]; // likewise
        UniqueKeys = UniqueKeysOf(json);
        DefaultTtl = (long?)json["defaultTtl"];
        Indexing = new IndexingRules(json["indexingPolicy"] as JsonObject);
    }

    public string Name { get; }

    public IReadOnlyList<PropertyPath> PartitionKeyPaths { get; }

    /// <summary>The paths of each unique key.</summary>
    public IReadOnlyList<IReadOnlyList<string>> UniqueKeys { get; }

    /// <summary>Null: items never expire; -1: only those with their own <c>ttl</c>; otherwise seconds.</summary>
    public long? DefaultTtl { get; }

    public IndexingRules Indexing { get; }

    /// <summary>The definition without system properties. Not to be changed.</summary>
    public JsonObject Json { get; }

    /// <summary>The definition as it is stored.</summary>
    public string Text { get; }

    /// <summary>A stored definition.</summary>
    public static ContainerDefinition Load(string text) => new(JsonNode.Parse(text)!.AsObject(), text); // what Parse made

    /// <exception cref="FormatException">The definition is not acceptable; the message says why.</exception>
    public static ContainerDefinition Parse(JsonObject posted)
    {
        var json = posted.DeepClone().AsObject();
        foreach (var system in new[] { "_rid", "_self", "_etag", "_ts", "_docs", "_sprocs", "_triggers", "_udfs", "_conflicts" }) json.Remove(system);
        try
        {
            Check(json);
            AddDefaults(json);
            return new ContainerDefinition(json, json.ToJsonString());
        }
        catch (InvalidOperationException wrongType)
        {
            throw new FormatException("A property of the container has the wrong type.", wrongType);
        }
    }

    /// <summary>Whether the property alone is the partition key.</summary>
    public bool IsPartitionKey(IReadOnlyList<string> names) => PartitionKeyPaths is [var path] && path.Names.SequenceEqual(names);

    /// <summary>Whether a container can take this definition over: its id and keys are for ever.</summary>
    public bool CanReplace(ContainerDefinition current) =>
        Name == current.Name
        && JsonNode.DeepEquals(Json["partitionKey"]?["paths"], current.Json["partitionKey"]?["paths"])
        && UniqueKeys.Count == current.UniqueKeys.Count
        && UniqueKeys.Zip(current.UniqueKeys).All(pair => pair.First.SequenceEqual(pair.Second));

    private static void Check(JsonObject json)
    {
        var name = (string?)json["id"];
        if (!IsName(name)) throw new FormatException("The container needs an id of 1 to 255 characters without / \\ ? #.");
        if (json["partitionKey"]?["paths"] is not JsonArray { Count: > 0 and <= MaxKeyPaths } paths || !paths.All(path => IsPath((string?)path)))
            throw new FormatException("The container needs one to three partitionKey.paths, each starting with '/'.");
        if (paths.Count > 1 && (string?)json["partitionKey"]!["kind"] == "Hash") throw new FormatException("A partition key of several paths is of the kind MultiHash.");
        if (UniqueKeysOf(json).Any(paths => paths is [] || !paths.All(IsPath)))
            throw new FormatException("A unique key needs paths, each starting with '/'.");
        if (json["indexingPolicy"] is not (null or JsonObject)) throw new FormatException("The indexing policy is no object.");
        if (json["defaultTtl"] is { } ttl && (long)ttl is not (-1 or (> 0 and <= int.MaxValue))) throw new FormatException("defaultTtl is -1 or a positive number of seconds.");
    }

    private static bool IsPath(string? path) => path is ['/', _, ..] && !path.Any(char.IsControl);

    internal static bool IsName(string? name) => name is { Length: > 0 and <= MaxNameLength } && name.AsSpan().IndexOfAny("/\\?#") < 0;

    private static string[][] UniqueKeysOf(JsonObject json) =>
        json["uniqueKeyPolicy"]?["uniqueKeys"] is JsonArray keys
            ? [.. keys.Select(key => key?["paths"] is JsonArray paths ? paths.Select(path => (string?)path ?? "").ToArray() : [])]
            : [];

    private static void AddDefaults(JsonObject json)
    {
        var key = json["partitionKey"]!.AsObject(); // checked before
        key["kind"] ??= key["paths"]!.AsArray().Count > 1 ? "MultiHash" : "Hash"; // likewise
        key["version"] ??= 2;
        json["indexingPolicy"] ??= JsonNode.Parse(
            """{"indexingMode":"consistent","automatic":true,"includedPaths":[{"path":"/*"}],"excludedPaths":[{"path":"/\"_etag\"/?"}]}""");
        json["conflictResolutionPolicy"] ??= JsonNode.Parse("""{"mode":"LastWriterWins","conflictResolutionPath":"/_ts","conflictResolutionProcedure":""}""");
        json["geospatialConfig"] ??= JsonNode.Parse("""{"type":"Geography"}""");
    }
}
