using System.Text.Json;
using Omni.Drivers;

namespace Omni.Demo;

/// <summary>Sends a story's contacts and prints what the hub made of them.</summary>
internal sealed class Narrator(CustomerApi api, TextWriter output, TimeProvider clock)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <returns>True when every story ended in one customer.</returns>
    public async Task<bool> TellAsync(IReadOnlyList<Story> stories, CancellationToken cancellation)
    {
        var told = true;
        foreach (var story in stories) told &= await TellAsync(story, cancellation);
        return told;
    }

    private async Task<bool> TellAsync(Story story, CancellationToken cancellation)
    {
        await output.WriteLineAsync($"\n{story.Title}");
        var before = await EntriesAsync(story, cancellation);
        foreach (var contact in story.Contacts)
        {
            using var answer = await api.PostAsync(contact, cancellation);
            await output.WriteLineAsync($"  → {contact.Provider}: {(int)answer.StatusCode}");
            if (!answer.IsSuccessStatusCode) return false;
        }

        while (await EntriesAsync(story, cancellation) < before + story.Contacts.Count) await Task.Delay(_pause, clock, cancellation);

        var customers = await api.FindAsync(story.LookUp, cancellation);
        foreach (var customer in customers) await PrintAsync(customer, cancellation);
        return customers.Count == 1;
    }

    private async Task<int> EntriesAsync(Story story, CancellationToken cancellation)
    {
        var customers = await api.FindAsync(story.LookUp, cancellation);
        if (customers.Count == 0) return 0;
        var timeline = await api.TimelineAsync(Id(customers[0]), cancellation);
        return timeline.Count(entry => Word(entry, "type") != "merge");
    }

    private async Task PrintAsync(JsonElement customer, CancellationToken cancellation)
    {
        var known = customer.GetProperty("identities").EnumerateArray().Select(identity => $"{Word(identity, "kind")} {Word(identity, "value")}");
        await output.WriteLineAsync($"  one customer: {Word(customer, "displayName")}, known by {string.Join(", ", known)}");
        foreach (var entry in await api.TimelineAsync(Id(customer), cancellation))
        {
            if (Word(entry, "type") != "contact")
            {
                await output.WriteLineAsync($"    {Word(entry, "type")}");
                continue;
            }

            var contact = entry.GetProperty("contact");
            var files = contact.TryGetProperty("attachments", out var attachments) ? attachments.GetArrayLength() : 0;
            var attached = files > 0 ? $" [{files} file]" : "";
            await output.WriteLineAsync($"    {Word(contact, "occurredAt")}  {Word(contact, "channel"),-9} {Word(contact, "text")}{attached}");
        }
    }

    private static string Id(JsonElement customer) => Word(customer, "id");

    private static string Word(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : "";
}
