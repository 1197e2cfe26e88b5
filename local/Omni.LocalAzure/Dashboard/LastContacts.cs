using System.Text.Json;
using Omni.LocalAzure.Cosmos;

namespace Omni.LocalAzure.Dashboard;

/// <summary>The contacts among the newest changes of the container that holds customers and their timelines.</summary>
internal static class LastContacts
{
    private const string Container = "customers";
    private const int Changes = 200;
    private const int Most = 30;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    /// <returns>Newest first.</returns>
    public static IReadOnlyList<ContactLine> Read(CosmosAccount account, string database)
    {
        if (!account.ContainerNames(database).Contains(Container)) return [];
        var current = account.CurrentLsn(database, Container);
        var lines = new List<ContactLine>();
        foreach (var document in account.ReadChanges(database, Container, Math.Max(0, current - Changes), Changes).Documents)
        {
            using var json = JsonDocument.Parse(document, Deep);
            if (Text(json.RootElement, "type") == "contact") lines.Add(Line(json.RootElement));
        }

        lines.Reverse();
        return [.. lines.Take(Most)];
    }

    private static ContactLine Line(JsonElement entry)
    {
        var contact = Member(entry, "contact");
        return new ContactLine
        {
            Time = Text(contact, "occurredAt"),
            Channel = Text(contact, "channel"),
            Kind = Text(contact, "kind"),
            From = Text(Member(contact, "from"), "displayName"),
            Text = Text(contact, "text"),
            Customer = Text(entry, "customerId"),
        };
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static string Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? StoredText.Of(text) : "";
}
