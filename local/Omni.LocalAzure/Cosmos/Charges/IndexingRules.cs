using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omni.LocalAzure.Cosmos.Charges;

/// <summary>Which leaf values a container's indexing policy really indexes; the more precise path wins, <c>/?</c> before <c>/*</c>.</summary>
internal sealed class IndexingRules
{
    private readonly Rule _root = new() { Subtree = false };

    /// <param name="policy">The container's <c>indexingPolicy</c>; null is the default, everything.</param>
    public IndexingRules(JsonObject? policy)
    {
        if (policy is null)
        {
            _root.Subtree = true;
            return;
        }

        if ("none".Equals((string?)policy["indexingMode"], StringComparison.OrdinalIgnoreCase)) return;
        Add(policy["includedPaths"], indexed: true);
        Add(policy["excludedPaths"], indexed: false);
    }

    /// <summary>The rule for a top-level property that <paramref name="reader"/> stands on, and whether its values are indexed by default.</summary>
    public (Rule? Rule, bool Indexed) Property(ref Utf8JsonReader reader)
    {
        var child = _root.Child(ref reader);
        return (child, child?.Subtree ?? _root.Subtree ?? false);
    }

    /// <summary>Whether values at this path are indexed; the id and the time of the last change always are.</summary>
    public bool Indexes(IReadOnlyList<string> names)
    {
        var rule = _root;
        var indexed = _root.Subtree ?? false;
        foreach (var name in names)
        {
            rule = rule?.Child(name);
            indexed = rule?.Subtree ?? indexed;
        }

        return names is ["id" or "_ts"] || (rule?.Leaf ?? indexed);
    }

    /// <summary>Indexed leaves of the value <paramref name="reader"/> stands on; leaves the reader at the value's last token.</summary>
    public static int CountLeaves(ref Utf8JsonReader reader, Rule? rule, bool indexed)
    {
        if (rule is null && !indexed)
        {
            reader.Skip();
            return 0;
        }

        var count = 0;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var child = rule?.Child(ref reader);
                    reader.Read();
                    count += CountLeaves(ref reader, child, child?.Subtree ?? indexed);
                }

                return count;
            case JsonTokenType.StartArray:
                var element = rule?.Elements;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    count += CountLeaves(ref reader, element, element?.Subtree ?? indexed);
                return count;
            default:
                return rule?.Leaf ?? indexed ? 1 : 0;
        }
    }

    private void Add(JsonNode? paths, bool indexed)
    {
        foreach (var entry in paths as JsonArray ?? [])
        {
            if ((string?)entry?["path"] is not { } path) continue;
            var rule = _root;
            foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                if (segment == "*") rule.Subtree = indexed;
                else if (segment == "?") rule.Leaf = indexed;
                else rule = segment == "[]" ? rule.Elements ??= new Rule() : rule.GetOrAdd(segment.Trim('"'));
            }
        }
    }

    /// <summary>What the policy says at one place of the document.</summary>
    internal sealed class Rule
    {
        private readonly List<(byte[] Name, Rule Rule)> _children = [];

        public bool? Subtree { get; set; }

        public bool? Leaf { get; set; }

        public Rule? Elements { get; set; }

        public Rule? Child(ref Utf8JsonReader reader)
        {
            foreach (var (name, rule) in _children)
            {
                if (reader.ValueTextEquals(name)) return rule;
            }

            return null;
        }

        public Rule? Child(string name)
        {
            var utf8 = Encoding.UTF8.GetBytes(name);
            return _children.Find(child => child.Name.AsSpan().SequenceEqual(utf8)).Rule;
        }

        public Rule GetOrAdd(string name)
        {
            if (Child(name) is { } known) return known;
            var added = new Rule();
            _children.Add((Encoding.UTF8.GetBytes(name), added));
            return added;
        }
    }
}
