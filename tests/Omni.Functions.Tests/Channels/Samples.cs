using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Omni.Drivers.Providers;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels;

/// <summary>The files under Samples: a folder per provider, each request with what to make of it beside it.</summary>
internal static class Samples
{
    public const string PublicUrl = "https://omni.example";

    public static readonly DateTimeOffset ReceivedAt = new(2026, 5, 4, 12, 0, 30, TimeSpan.Zero);

    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Channels", "Samples");

    public static ReplyKey ReplyKey { get; } = ReplyKey.From("the salt of the samples"u8);

    /// <summary>All providers, switched on with the settings of their signature samples.</summary>
    public static ChannelCatalogue Catalogue { get; } = new(Setting, "RU", ReplyKey);

    public static IEnumerable<string> Names(string provider) =>
        Directory.EnumerateFiles(Path.Combine(Root, provider), "*.expected.json").Select(path => Path.GetFileName(path).Replace(".expected.json", "", StringComparison.Ordinal)).Order();

    public static JsonElement Expected(string provider, string name) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(Root, provider, $"{name}.expected.json")));

    public static JsonElement Signatures(string provider) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(Root, provider, "signatures.json")));

    /// <summary>The sample the proofs are over: what the provider sends every day.</summary>
    public static string Ordinary(string provider) => Path.GetFileNameWithoutExtension(Signatures(provider).GetProperty("body").GetString()!);

    /// <summary>Of all contacts and changes.</summary>
    public static IEnumerable<string> Ids(NormalisedRequest content) =>
        [.. content.Contacts.Select(contact => contact.Id), .. content.Changes.Select(change => change.Id)];

    /// <summary>The call as the provider prepares it, without proof.</summary>
    public static ProviderCall Call(string provider, string name) => SampleCalls.Read(Path.Combine(Root, provider, name), PublicUrl, ReceivedAt);

    /// <summary>The same with the provider's proof.</summary>
    public static WebhookRequest Proven(ProviderCall call) => Received(ProviderProofs.Prove(call, Setting));

    public static WebhookRequest Request(string provider, string name) => Received(Call(provider, name).ProvenBy());

    public static WebhookRequest Received(SignedRequest request)
    {
        var headers = request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase);
        var query = QueryHelpers.ParseQuery(request.Query);
        return new WebhookRequest
        {
            Method = request.Method,
            Url = $"{PublicUrl}/api/webhooks/{request.Provider}{request.Query}",
            Body = request.Body,
            ContentType = request.ContentType,
            ReceivedAt = ReceivedAt,
            Header = headers.GetValueOrDefault,
            Query = name => query.TryGetValue(name, out var values) ? values.ToString() : null,
        };
    }

    public static IChannel Channel(string provider) => Catalogue.Find(provider)!;

    public static string? Setting(string settingsName, string key) =>
        Settings(settingsName).TryGetProperty(key, out var value) ? value.GetString() : null;

    /// <summary>What only we and the provider may know.</summary>
    public static IReadOnlyList<string> Secrets(string provider)
    {
        string[] kinds = ["Key", "Secret", "Token", "Password"];
        var settings = Settings(ChannelCatalogue.Entries.First(entry => entry.Provider == provider).SettingsName);
        return [.. settings.EnumerateObject().Where(setting => kinds.Any(setting.Name.EndsWith)).Select(setting => setting.Value.GetString()!)];
    }

    /// <summary>A setting by its whole name.</summary>
    public static string Setting(string key) => key == "Omni__PublicUrl" ? PublicUrl : key.Split("__") is [_, var settingsName, var name] ? Setting(settingsName, name) ?? "" : "";

    /// <summary>Providers of one settings section have them in the samples of the first of them.</summary>
    private static JsonElement Settings(string settingsName) =>
        Signatures(ChannelCatalogue.Entries.First(entry => entry.SettingsName == settingsName).Provider).GetProperty("settings");
}
