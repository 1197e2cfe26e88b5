using System.Text.Json;
using System.Text.Json.Nodes;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels;

public sealed class SampleTests
{
    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void A_sample_gives_what_is_written_beside_it(string provider, string name)
    {
        var expected = Samples.Expected(provider, name);

        var normalised = Samples.Channel(provider).Normalise(Samples.Request(provider, name));

        Assert.Null(normalised.Refusal);
        Assert.Equal(Lines(expected.GetProperty("contacts")), normalised.Contacts.Select((contact, at) => Line(contact, expected.GetProperty("contacts")[at])));
        Assert.Equal(Lines(expected.GetProperty("ignored")), normalised.Ignored.Select(Line));
    }

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void The_same_delivery_gives_the_same_ids_a_few_seconds_later(string provider, string name)
    {
        var channel = Samples.Channel(provider);
        var request = Samples.Request(provider, name);

        var again = channel.Normalise(request with { ReceivedAt = request.ReceivedAt.AddSeconds(20) });

        Assert.Equal(channel.Normalise(request).Contacts.Select(contact => contact.Id), again.Contacts.Select(contact => contact.Id));
    }

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void What_holds_for_every_contact_holds(string provider, string name)
    {
        foreach (var contact in Samples.Channel(provider).Normalise(Samples.Request(provider, name)).Contacts)
        {
            Assert.Equal(ContactId.From(contact.Provider, contact.Account, contact.ProviderMessageId), contact.Id);
            Assert.Equal(provider, contact.Provider);
            Assert.Equal(Samples.ReceivedAt, contact.ReceivedAt);
            Assert.Equal("inbound", contact.Direction);
            Assert.NotEmpty(JsonSerializer.SerializeToUtf8Bytes(contact, ContactJson.Default.Contact));
        }
    }

    private static IEnumerable<string> Lines(JsonElement list) => list.EnumerateArray().Select(item => Sorted(JsonNode.Parse(item.GetRawText())!));

    /// <summary>The contact in the words of the expectation: what that leaves out is not compared.</summary>
    private static string Line(Contact contact, JsonElement expected)
    {
        var actual = JsonSerializer.SerializeToNode(contact, ContactJson.Default.Contact)!.AsObject();
        var line = new JsonObject
        {
            ["identities"] = actual["from"]!["identities"]!.DeepClone(),
            ["displayName"] = actual["from"]!["displayName"]?.DeepClone(),
            ["occurredAt"] = OccurredAt(contact, expected.GetProperty("occurredAt").GetString()!),
        };
        foreach (var member in new[] { "channel", "kind", "account", "attachments", "extras" })
            line[member] = actual[member]!.DeepClone();
        foreach (var member in new[] { "text", "subject", "html" })
        {
            if (actual[member] is { } present)
                line[member] = present.DeepClone();
        }

        foreach (var member in new[] { "providerMessageId", "thread", "replyTo" })
        {
            if (expected.TryGetProperty(member, out _))
                line[member] = actual[member]?.DeepClone();
        }

        if (expected.TryGetProperty("language", out _))
            line["language"] = actual["from"]!["language"]?.DeepClone();
        return Sorted(line);
    }

    private static string OccurredAt(Contact contact, string expected)
    {
        if (expected == "receipt")
            return contact.OccurredAt == Samples.ReceivedAt ? expected : "not the receipt";
        return contact.OccurredAt == DateTimeOffset.Parse(expected, null) ? expected : contact.OccurredAt.ToString("O");
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
