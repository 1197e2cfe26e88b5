using System.Text;
using System.Text.Json;
using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Omni.Drivers;
using Omni.Functions.Customers;

namespace Omni.Replay;

/// <summary>Where the history is and under which rules it is resolved anew: the settings of the app, by the names it reads them under.</summary>
internal sealed record ReplaySettings
{
    private static readonly string[] RuleNames =
        [nameof(IdentityOptions.Blocked), nameof(IdentityOptions.Joining), nameof(IdentityOptions.Limits), nameof(IdentityOptions.Shared), nameof(IdentityOptions.SharedAfter)];

    public required Uri Account { get; init; }

    /// <summary>Null where the person's own sign-in opens the account.</summary>
    public string? Key { get; init; }

    public required string Database { get; init; }

    public required ResolutionOptions Rules { get; init; }

    /// <summary>Whether the ids are those of the installation. The ids of a replay mean nothing outside of it; what is written needs the others.</summary>
    public required bool HasSalt { get; init; }

    /// <param name="file">Settings as in <c>local.settings.json</c>.</param>
    /// <param name="data">The data folder of the system that runs on this machine, where the settings name this machine.</param>
    /// <param name="changed">Rules that stand in for those of the settings, each <c>Name=value</c>.</param>
    /// <exception cref="ReplayFailedException">Something is missing or wrong.</exception>
    public static ReplaySettings Read(string file, string data, IReadOnlyList<string> changed)
    {
        var values = ValuesOf(file);
        if (!Uri.TryCreate(values.GetValueOrDefault("Cosmos__accountEndpoint"), UriKind.Absolute, out var account))
            throw new ReplayFailedException($"Cosmos__accountEndpoint in {file} has to be the address of the account, such as https://name.documents.azure.com/");
        return new ReplaySettings
        {
            Account = account.IsLoopback ? Running(data) : account,
            Key = values.GetValueOrDefault("Cosmos__accountKey") is { Length: > 0 } key ? key : null,
            Database = values.GetValueOrDefault("Cosmos__database") is { Length: > 0 } database ? database : "omni",
            Rules = RulesOf(values, changed),
            HasSalt = SaltOf(values) is not null,
        };
    }

    /// <summary>By the gateway, which every network lets through; and patient, since a whole history takes more units than a minute has.</summary>
    public CosmosClient Connect()
    {
        var options = new CosmosClientOptions
        {
            ApplicationName = "Omni.Replay",
            ConnectionMode = ConnectionMode.Gateway,
            MaxRetryAttemptsOnRateLimitedRequests = 100,
            MaxRetryWaitTimeOnRateLimitedRequests = TimeSpan.FromMinutes(10),
        };
        return Key is null
            ? new CosmosClient(Account.ToString(), new DefaultAzureCredential(), options)
            : new CosmosClient(Account.ToString(), Key, options);
    }

    private static IReadOnlyDictionary<string, string> ValuesOf(string file)
    {
        try
        {
            return LocalSettings.Read(file).All;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException)
        {
            throw new ReplayFailedException($"{file} cannot be read as settings of the app");
        }
    }

    private static Uri Running(string data)
    {
        var readyFile = Path.Combine(data, "state", "ready.json");
        if (!File.Exists(readyFile))
            throw new ReplayFailedException("nothing is running: start ./omni up in another terminal, or give the settings of an app in Azure with --settings");
        using var ready = JsonDocument.Parse(File.ReadAllBytes(readyFile));
        return new Uri(ready.RootElement.GetProperty("cosmos").GetString() ?? "");
    }

    /// <summary>Null where it is in the Key Vault.</summary>
    private static string? SaltOf(IReadOnlyDictionary<string, string> values) =>
        values.GetValueOrDefault("Omni__IdSalt") is { Length: > 0 } salt && !salt.StartsWith('@') ? salt : null;

    private static ResolutionOptions RulesOf(IReadOnlyDictionary<string, string> values, IReadOnlyList<string> changed)
    {
        var tried = changed.Select(RuleOf).ToDictionary(StringComparer.OrdinalIgnoreCase);
        var failures = new List<string>();
        var identities = IdentityOptions.From(
            name => tried.GetValueOrDefault(name) ?? values.GetValueOrDefault($"{IdentityOptions.SectionName}__{name}"), failures);
        if (failures.Count > 0)
            throw new ReplayFailedException(string.Join(Environment.NewLine, failures));
        var rules = new ResolutionOptions { IdSalt = Encoding.UTF8.GetBytes(SaltOf(values) ?? ""), Identities = identities };
        return values.GetValueOrDefault("Omni__DefaultRegion") is { } region ? rules with { DefaultRegion = region } : rules;
    }

    private static KeyValuePair<string, string> RuleOf(string text) =>
        text.Split('=', 2) is [var name, var value] && RuleNames.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? KeyValuePair.Create(name, value)
            : throw new ReplayFailedException($"--identity is Name=value, of which Name is one of {string.Join(", ", RuleNames)}");
}
