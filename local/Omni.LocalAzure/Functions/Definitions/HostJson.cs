using System.Globalization;
using System.Text.RegularExpressions;

namespace Omni.LocalAzure.Functions.Definitions;

/// <summary>Reads host.json, overridden by application settings named <c>AzureFunctionsJobHost__section__key</c>.</summary>
public static partial class HostJson
{
    private const string OverridePrefix = "AzureFunctionsJobHost__";

    /// <summary>Has a meaning elsewhere, none on one machine.</summary>
    private static readonly string[] WithoutEffect =
    [
        "$schema", "extensionBundle:", "logging:", "extensions:serviceBus:prefetchCount", "extensions:serviceBus:transportType",
        "extensions:serviceBus:clientRetryOptions:", "extensions:serviceBus:maxBatchWaitTime",
    ];

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "version", "functionTimeout", "extensions:http:routePrefix", "extensions:serviceBus:maxConcurrentCalls",
        "extensions:serviceBus:maxConcurrentSessions", "extensions:serviceBus:maxMessageBatchSize", "extensions:serviceBus:sessionIdleTimeout",
        "extensions:serviceBus:maxAutoLockRenewalDuration", "customHandler:description:description",
        "customHandler:description:defaultExecutablePath", "customHandler:description:workingDirectory",
        "customHandler:enableForwardingHttpRequest", "customHandler:enableProxyingHttpRequest", "customHandler:initializationTimeout",
    };

    /// <summary>Known with this one value.</summary>
    private static readonly Dictionary<string, string> Fixed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["version"] = "2.0",
        ["extensions:serviceBus:maxConcurrentCallsPerSession"] = "1",
        ["extensions:serviceBus:autoCompleteMessages"] = "True",
        ["extensions:serviceBus:minMessageBatchSize"] = "1",
        ["extensions:serviceBus:enableCrossEntityTransactions"] = "False",
        ["customHandler:description:useStdErrorStreamForErrorsOnly"] = "True",
    };

    /// <param name="scriptRoot">The folder that holds host.json.</param>
    /// <param name="settings">The application settings.</param>
    /// <param name="olderHost">Acts as a host from before request proxying.</param>
    public static HostConfiguration Read(string scriptRoot, LocalSettings settings, bool olderHost)
    {
        var path = Path.Combine(Path.GetFullPath(scriptRoot), "host.json");
        if (!File.Exists(path)) throw new UnsupportedDefinitionException($"{path} is missing: is this a published app?");
        var json = Load(path, settings);
        foreach (var (key, value) in json.AsEnumerable()) Check(key, value);
        try
        {
            return Bind(json, Path.GetFullPath(scriptRoot), settings, olderHost);
        }
        catch (InvalidOperationException failure)
        {
            throw new UnsupportedDefinitionException($"host.json: {failure.Message}", failure);
        }
    }

    private static HostConfiguration Bind(IConfigurationRoot json, string scriptRoot, LocalSettings settings, bool olderHost) => new()
    {
        FunctionTimeout = Duration(json, "functionTimeout", TimeSpan.FromMinutes(30)),
        RoutePrefix = (json["extensions:http:routePrefix"] ?? "api").Trim('/'),
        Http = Passing(json, olderHost),
        Handler = Handler(json, scriptRoot, settings),
        ServiceBus = json.GetSection("extensions:serviceBus").Get<ServiceBusConfiguration>() ?? new ServiceBusConfiguration(),
    };

    private static IConfigurationRoot Load(string path, LocalSettings settings)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(path).AddInMemoryCollection(Overrides(settings)).Build();
        }
        catch (InvalidDataException failure)
        {
            throw new UnsupportedDefinitionException($"{path} cannot be read: {failure.GetBaseException().Message}", failure);
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Overrides(LocalSettings settings) =>
        from setting in settings.Values
        where setting.Key.StartsWith(OverridePrefix, StringComparison.OrdinalIgnoreCase)
        select KeyValuePair.Create(setting.Key[OverridePrefix.Length..].Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value);

    private static void Check(string key, string? value)
    {
        if (value is null) return;
        if (Fixed.TryGetValue(key, out var only))
        {
            if (!string.Equals(value, only, StringComparison.OrdinalIgnoreCase))
                throw new UnsupportedDefinitionException($"host.json: '{key}' can only be {only} here, not {value}");
            return;
        }

        if (Known.Contains(key) || key.StartsWith("customHandler:description:arguments:", StringComparison.OrdinalIgnoreCase)) return;
        if (!WithoutEffect.Any(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            throw new UnsupportedDefinitionException($"host.json: '{key}' is not supported here");
    }

    private static HttpPassing Passing(IConfiguration json, bool olderHost)
    {
        if (!olderHost && json.GetValue<bool>("customHandler:enableProxyingHttpRequest")) return HttpPassing.Proxied;
        return json.GetValue<bool>("customHandler:enableForwardingHttpRequest") ? HttpPassing.Forwarded : HttpPassing.Enveloped;
    }

    private static HandlerConfiguration Handler(IConfiguration json, string scriptRoot, LocalSettings settings)
    {
        var executable = Expand(json["customHandler:description:defaultExecutablePath"], settings);
        if (executable.Length == 0) throw new UnsupportedDefinitionException("host.json: 'customHandler:description:defaultExecutablePath' is needed");
        var inRoot = Path.Combine(scriptRoot, executable);
        var arguments = json.GetSection("customHandler:description:arguments").Get<string[]>() ?? [];
        return new HandlerConfiguration
        {
            Executable = File.Exists(inRoot) ? inRoot : executable,
            Arguments = Expand(string.Join(' ', arguments), settings),
            WorkingDirectory = Path.Combine(scriptRoot, json["customHandler:description:workingDirectory"] ?? ""),
            InitializationTimeout = Duration(json, "customHandler:initializationTimeout", TimeSpan.FromSeconds(30)),
        };
    }

    private static TimeSpan Duration(IConfiguration json, string key, TimeSpan fallback) => json[key] switch
    {
        null => fallback,
        "-1" => Timeout.InfiniteTimeSpan,
        var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) => duration,
        var text => throw new UnsupportedDefinitionException($"host.json: '{key}' is no time span: {text}"),
    };

    private static string Expand(string? text, LocalSettings settings) =>
        Variable().Replace(text ?? "", match => settings.Find(match.Groups[1].Value) ?? "");

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Variable();
}
