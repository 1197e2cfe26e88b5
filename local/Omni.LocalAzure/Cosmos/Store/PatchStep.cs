using System.Globalization;
using System.Text.Json.Nodes;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>One operation of a patch.</summary>
internal sealed class PatchStep
{
    private readonly string _kind;
    private readonly string[] _path;
    private readonly string[]? _from;
    private readonly JsonNode? _value;

    private PatchStep(string kind, string[] path, string[]? from, JsonNode? value)
    {
        _kind = kind;
        _path = path;
        _from = from;
        _value = value;
    }

    public static PatchStep Parse(JsonNode? operation)
    {
        if (operation is null) throw new FormatException("A patch operation is null.");
        var kind = (string?)operation["op"] ?? throw new FormatException("A patch operation has no op.");
        if (kind is not ("add" or "set" or "replace" or "remove" or "incr" or "increment" or "move")) throw new FormatException("A patch operation is unknown.");
        var path = Split((string?)operation["path"]);
        var from = kind == "move" ? Split((string?)operation["from"]) : null;
        if (kind is not ("remove" or "move") && !operation.AsObject().ContainsKey("value")) throw new FormatException("A patch operation has no value.");
        var value = operation["value"];
        if (kind is "incr" or "increment" && value?.GetValueKind() != System.Text.Json.JsonValueKind.Number)
            throw new FormatException("An increment needs a number.");
        return new PatchStep(kind, path, from, value);
    }

    public void Apply(JsonObject root)
    {
        switch (_kind)
        {
            case "add":
                Put(root, _path, _value?.DeepClone(), insert: true);
                break;
            case "set":
                Put(root, _path, _value?.DeepClone(), insert: false);
                break;
            case "replace":
                if (!Exists(root, _path)) throw Missing();
                Put(root, _path, _value?.DeepClone(), insert: false);
                break;
            case "remove":
                Take(root, _path);
                break;
            case "move":
                Put(root, _path, Take(root, _from!), insert: true); // a move always has a source
                break;
            default:
                Increment(root);
                break;
        }
    }

    private void Increment(JsonObject root)
    {
        var step = _value!.AsValue(); // checked by Parse
        if (!Exists(root, _path))
        {
            Put(root, _path, step.DeepClone(), insert: false);
            return;
        }

        if (Get(root, _path) is not JsonValue current || current.GetValueKind() != System.Text.Json.JsonValueKind.Number)
            throw new FormatException("The value to increment is no number.");
        Put(root, _path, Sum(current, step), insert: false);
    }

    /// <summary>Whole numbers stay whole as long as they fit.</summary>
    private static JsonValue Sum(JsonValue left, JsonValue right)
    {
        if (left.TryGetValue<long>(out var whole) && right.TryGetValue<long>(out var by) && (Int128)whole + by is var exact && exact == (long)exact)
            return JsonValue.Create((long)exact);
        var sum = Double(left) + Double(right);
        return double.IsFinite(sum) ? JsonValue.Create(sum) : throw new FormatException("The sum is beyond every number.");
    }

    private static double Double(JsonValue number) => number.TryGetValue<long>(out var whole) ? whole : number.GetValue<double>();

    private static void Put(JsonObject root, string[] path, JsonNode? value, bool insert)
    {
        switch (Parent(root, path))
        {
            case JsonObject parent:
                parent[path[^1]] = value;
                break;
            case JsonArray parent:
                var index = path[^1] == "-" ? parent.Count : Index(path[^1]);
                if (index > parent.Count) throw Missing();
                if (insert || index == parent.Count) parent.Insert(index, value);
                else parent[index] = value;
                break;
            default:
                throw Missing();
        }
    }

    private static JsonNode? Take(JsonObject root, string[] path)
    {
        if (!Exists(root, path)) throw Missing();
        var value = Get(root, path);
        var parent = Parent(root, path);
        if (parent is JsonArray array) array.RemoveAt(Index(path[^1]));
        else parent!.AsObject().Remove(path[^1]); // it exists
        return value;
    }

    private static bool Exists(JsonObject root, string[] path) => Parent(root, path) switch
    {
        JsonObject parent => parent.ContainsKey(path[^1]),
        JsonArray parent => int.TryParse(path[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < parent.Count,
        _ => false,
    };

    private static JsonNode? Get(JsonObject root, string[] path) => Child(Parent(root, path), path[^1]);

    private static JsonNode? Parent(JsonObject root, string[] path)
    {
        JsonNode? node = root;
        foreach (var segment in path.AsSpan()[..^1]) node = Child(node, segment);
        return node;
    }

    private static JsonNode? Child(JsonNode? node, string segment) => node switch
    {
        JsonObject parent => parent[segment],
        JsonArray parent when Index(segment) is var index && index < parent.Count => parent[index],
        _ => null,
    };

    private static int Index(string segment) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : throw Missing();

    private static string[] Split(string? path)
    {
        if (path is not ['/', _, ..]) throw new FormatException("A patch path starts with '/'.");
        string[] segments = [.. path[1..].Split('/').Select(segment =>
            segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
        return segments is ["id" or "_rid" or "_self" or "_etag" or "_ts" or "_attachments"]
            ? throw new FormatException("The id and system properties cannot be patched.")
            : segments;
    }

    private static FormatException Missing() => new("A patch path does not exist.");
}
