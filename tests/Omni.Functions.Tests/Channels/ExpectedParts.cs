using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels;

/// <summary>Contacts and ignored parts as lines, in the words of an expectation: what that leaves out is not compared.</summary>
internal static class ExpectedParts
{
    private static readonly string[] _always = ["channel", "kind", "account", "attachments", "extras"];
    private static readonly string[] _whenThere = ["text", "subject", "html", "call", "consents"];
    private static readonly string[] _whenAsked = ["providerMessageId", "thread", "replyTo", "revision"];

    public static IEnumerable<string> Lines(JsonElement expected, string list) =>
        expected.TryGetProperty(list, out var parts) ? parts.EnumerateArray().Select(item => Sorted(JsonNode.Parse(item.GetRawText())!)) : [];

    public static IEnumerable<string> Lines(IReadOnlyList<Contact> contacts, JsonElement expected, string list) =>
        contacts.Select((contact, at) => Line(contact, expected.TryGetProperty(list, out var parts) && at < parts.GetArrayLength() ? parts[at] : default));

    public static IEnumerable<string> Lines(IReadOnlyList<CrmChange> changes) => changes.Select(Line);

    public static IEnumerable<string> Lines(IReadOnlyList<IgnoredPart> ignored) => ignored.Select(Line);

    /// <summary>All that leaves the webhook.</summary>
    public static string Text(NormalisedRequest content) => string.Join('\n',
    [
        .. content.Contacts.Concat(content.Updates).Select(contact => JsonSerializer.Serialize(contact, ContactJson.Default.Contact)),
        .. content.Changes.Select(change => JsonSerializer.Serialize(change, CrmJson.Default.CrmChange)),
    ]);

    private static string Line(Contact contact, JsonElement expected)
    {
        var actual = JsonSerializer.SerializeToNode(contact, ContactJson.Default.Contact)!.AsObject();
        var line = new JsonObject
        {
            ["identities"] = actual["from"]!["identities"]!.DeepClone(),
            ["displayName"] = actual["from"]!["displayName"]?.DeepClone(),
            ["occurredAt"] = OccurredAt(contact, expected),
        };
        foreach (var member in _always)
            line[member] = actual[member]!.DeepClone();
        foreach (var member in _whenThere.Where(actual.ContainsKey))
            line[member] = actual[member]!.DeepClone();
        foreach (var member in _whenAsked.Where(member => Has(expected, member)))
            line[member] = actual[member]?.DeepClone();
        if (Has(expected, "language"))
            line["language"] = actual["from"]!["language"]?.DeepClone();
        return Sorted(line);
    }

    private static string Line(CrmChange change)
    {
        var line = new JsonObject
        {
            ["system"] = change.System,
            ["account"] = change.Account,
            ["entity"] = change.Entity,
            ["id"] = change.EntityId,
            ["action"] = JsonNamingPolicy.CamelCase.ConvertName(change.Action.ToString()),
            ["occurredAt"] = change.OccurredAt == Samples.ReceivedAt ? "receipt" : change.OccurredAt.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
            ["displayName"] = change.DisplayName,
            ["identities"] = new JsonArray([.. change.Identities.Select(identity => JsonSerializer.SerializeToNode(identity, ContactJson.Default.Identity))]),
            ["attributes"] = new JsonObject(change.Attributes.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["mergedIds"] = new JsonArray([.. change.MergedIds.Select(id => (JsonNode?)id)]),
        };
        return Sorted(line);
    }

    private static bool Has(JsonElement expected, string member) => expected.ValueKind == JsonValueKind.Object && expected.TryGetProperty(member, out _);

    private static string OccurredAt(Contact contact, JsonElement expected)
    {
        var written = Has(expected, "occurredAt") ? expected.GetProperty("occurredAt").GetString()! : "nowhere";
        if (written == "receipt")
            return contact.OccurredAt == Samples.ReceivedAt ? written : "not the receipt";
        return DateTimeOffset.TryParse(written, out var time) && contact.OccurredAt == time ? written : contact.OccurredAt.ToString("O");
    }

    private static string Line(IgnoredPart part)
    {
        var line = new JsonObject { ["reason"] = JsonNamingPolicy.CamelCase.ConvertName(part.Reason.ToString()) };
        if (part.Id is not null)
            line["id"] = part.Id;
        return Sorted(line);
    }

    private static string Sorted(JsonNode node) => node switch
    {
        JsonObject json => "{" + string.Join(',', json.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}:{(member.Value is null ? "null" : Sorted(member.Value))}")) + "}",
        JsonArray list => "[" + string.Join(',', list.Select(item => item is null ? "null" : Sorted(item))) + "]",
        _ => node.GetValueKind() == JsonValueKind.String ? $"\"{node.GetValue<string>()}\"" : node.ToJsonString(),
    };
}
