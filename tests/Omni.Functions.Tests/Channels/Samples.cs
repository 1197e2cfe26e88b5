using System.Text.Json;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels;

/// <summary>The files under Samples: a folder per provider, each request with what to make of it beside it.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset ReceivedAt = new(2026, 5, 4, 12, 0, 30, TimeSpan.Zero);

    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Channels", "Samples");

    public static IEnumerable<string> Names(string provider) =>
        Directory.EnumerateFiles(Path.Combine(Root, provider), "*.expected.json").Select(path => Path.GetFileName(path).Replace(".expected.json", "", StringComparison.Ordinal)).Order();

    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (var entry in ChannelCatalogue.Entries)
        {
            foreach (var name in Names(entry.Provider))
                all.Add(entry.Provider, name);
        }

        return all;
    }

    public static JsonElement Expected(string provider, string name) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(Root, provider, $"{name}.expected.json")));

    public static JsonElement Signatures(string provider) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(Root, provider, "signatures.json")));

    public static WebhookRequest Request(string provider, string name)
    {
        var path = Directory.EnumerateFiles(Path.Combine(Root, provider), $"{name}.*").Single(path => !path.EndsWith(".expected.json", StringComparison.Ordinal));
        return new WebhookRequest
        {
            Method = "POST",
            Url = $"https://omni.example/api/webhooks/{provider}",
            Body = File.ReadAllBytes(path),
            ContentType = Path.GetExtension(path) == ".form" ? "application/x-www-form-urlencoded" : "application/json; charset=utf-8",
            ReceivedAt = ReceivedAt,
        };
    }

    /// <summary>All providers, switched on with the settings of their signature samples.</summary>
    public static ChannelCatalogue Catalogue { get; } = new(Setting, "RU");

    public static IChannel Channel(string provider) => Catalogue.Find(provider)!;

    public static string? Setting(string settingsName, string key)
    {
        var provider = ChannelCatalogue.Entries.Single(entry => entry.SettingsName == settingsName).Provider;
        return Signatures(provider).GetProperty("settings").TryGetProperty(key, out var value) ? value.GetString() : null;
    }
}
