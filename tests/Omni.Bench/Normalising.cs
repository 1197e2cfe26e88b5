using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.WebUtilities;
using Omni.Drivers.Providers;
using Omni.Functions.Channels;

namespace Omni.Bench;

/// <summary>An ordinary request of each provider, read into contacts; its proof is not part of it.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class Normalising
{
    private const string PublicUrl = "https://omni.example";

    private static readonly string _samples = Path.Combine(AppContext.BaseDirectory, "Samples");

    private IChannel? _channel;
    private WebhookRequest? _request;

    [ParamsSource(nameof(Providers))]
    public string Provider { get; set; } = "";

    public static IEnumerable<string> Providers => ChannelCatalogue.Entries.Select(entry => entry.Provider);

    [GlobalSetup]
    public void ReadSample()
    {
        _channel = new ChannelCatalogue(Setting, "RU", ReplyKey.From("any salt will do here"u8)).Find(Provider);
        _request = Received(SampleCalls.Read(Path.Combine(_samples, Provider, Ordinary(Provider)), PublicUrl, new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero)));
        var found = Normalise();
        if (found.Contacts.Count + found.Changes.Count == 0) throw new InvalidOperationException($"The sample of {Provider} holds nothing to take.");
    }

    [Benchmark]
    public NormalisedRequest Normalise() => _channel!.Normalise(_request!); // both are set by ReadSample

    /// <summary>The request that the provider's proofs are computed over.</summary>
    private static string Ordinary(string provider) => Path.GetFileNameWithoutExtension(Signatures(provider).GetProperty("body").GetString() ?? "");

    private static string? Setting(string settingsName, string key)
    {
        var provider = ChannelCatalogue.Entries.First(entry => entry.SettingsName == settingsName).Provider;
        return Signatures(provider).GetProperty("settings").TryGetProperty(key, out var value) ? value.GetString() : null;
    }

    private static JsonElement Signatures(string provider) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(_samples, provider, "signatures.json")));

    private static WebhookRequest Received(ProviderCall call)
    {
        var headers = call.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase);
        var query = QueryHelpers.ParseQuery(call.Query);
        return new WebhookRequest
        {
            Method = call.Method,
            Url = call.Url,
            Body = call.Body,
            ContentType = call.ContentType,
            ReceivedAt = call.At,
            Header = headers.GetValueOrDefault,
            Query = name => query.TryGetValue(name, out var values) ? values.ToString() : null,
        };
    }
}
