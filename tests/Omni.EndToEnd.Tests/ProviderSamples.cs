using System.Text.Json;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

/// <summary>The providers' own requests, byte for byte and signed, through the whole system.</summary>
public sealed class ProviderSamples
{
    private static readonly string _samples = Path.Combine(Checkout.Root, "tests", "Omni.Functions.Tests", "Channels", "Samples");

    [Fact]
    public async Task Every_sample_ends_on_the_timeline_of_the_customer_it_belongs_to()
    {
        await using var hub = await Hub.StartAsync("samples");
        var files = Directory.EnumerateFiles(_samples, "*.expected.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        foreach (var file in files) await hub.DeliverAsync(Signed(file, hub.PublicUrl));

        // News of a call that no sample began is all that is known of it.
        var expected = new Dictionary<string, JsonElement>();
        foreach (var (file, contact) in files.SelectMany(file => Expected(file, "contacts")).Concat(files.SelectMany(file => Expected(file, "updates"))))
            expected.TryAdd(KeyOf(contact, file), contact);

        var known = expected.Values.Where(contact => contact.GetProperty("identities").GetArrayLength() > 0).ToArray();
        var customers = new Dictionary<string, IReadOnlyList<JsonElement>>();
        foreach (var contact in known)
        {
            var id = Assert.Single(await Eventually.SeeAsync(_ => CustomersOfAsync(hub, contact), ids => ids.Count == 1, TimeSpan.FromSeconds(30)));
            customers[id] = await SeeOnTimelineAsync(hub, id, contact);
        }

        Assert.Equal(known.Length, customers.Values.Sum(timeline => timeline.Count));
        Assert.True(known.Length > 30, "The samples were not found.");
    }

    private static IEnumerable<(string File, JsonElement Contact)> Expected(string file, string member)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        if (!document.RootElement.TryGetProperty(member, out var contacts)) yield break;
        foreach (var contact in contacts.EnumerateArray()) yield return (file, contact.Clone());
    }

    /// <summary>Whom the sender's identities lead to: one customer, once everything is resolved.</summary>
    private static async Task<HashSet<string>> CustomersOfAsync(Hub hub, JsonElement contact)
    {
        var ids = new HashSet<string>();
        foreach (var identity in contact.GetProperty("identities").EnumerateArray())
        {
            var customer = await hub.CustomerAsync($"{identity.GetProperty("kind").GetString()}:{identity.GetProperty("value").GetString()}", contacts: contact.GetProperty("kind").GetString() == "consent" ? 0 : 1);
            ids.Add(customer.GetProperty("id").GetString() ?? "");
        }

        return ids;
    }

    /// <returns>What the customer's timeline says of contacts and consents, once this one is among them as it should be.</returns>
    private static Task<IReadOnlyList<JsonElement>> SeeOnTimelineAsync(Hub hub, string customerId, JsonElement expected) =>
        Eventually.SeeAsync<IReadOnlyList<JsonElement>>(
            async token => [.. (await hub.Api.TimelineAsync(customerId, token)).Where(entry => entry.GetProperty("type").GetString() is "contact" or "consent").Select(entry => entry.GetProperty("contact"))],
            contacts => contacts.Any(contact => Same(contact, expected)),
            TimeSpan.FromSeconds(30));

    private static bool Same(JsonElement contact, JsonElement expected) =>
        (!expected.TryGetProperty("providerMessageId", out var id) || contact.GetProperty("providerMessageId").GetString() == id.GetString())
        && contact.GetProperty("channel").GetString() == expected.GetProperty("channel").GetString()
        && Text(contact) == Text(expected)
        && Attachments(contact) == Attachments(expected)
        && (expected.GetProperty("occurredAt").GetString() == "receipt" || contact.GetProperty("occurredAt").GetDateTimeOffset() == expected.GetProperty("occurredAt").GetDateTimeOffset());

    private static string? Text(JsonElement contact) => contact.TryGetProperty("text", out var text) ? text.GetString() : null;

    private static int Attachments(JsonElement contact) => contact.TryGetProperty("attachments", out var attachments) ? attachments.GetArrayLength() : 0;

    private static string KeyOf(JsonElement contact, string file) =>
        contact.TryGetProperty("providerMessageId", out var id) ? $"{contact.GetProperty("channel").GetString()} {contact.GetProperty("account").GetString()} {id.GetString()}" : file;

    private static SignedRequest Signed(string expectedFile, string publicUrl) =>
        ProviderProofs.Prove(
            SampleCalls.Read(expectedFile.Replace(".expected.json", "", StringComparison.Ordinal), publicUrl, TimeProvider.System.GetUtcNow()),
            setting => Checkout.Settings[setting]);
}
