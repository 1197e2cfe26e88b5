using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Omni.LocalAzure.Functions.Definitions;

/// <summary>The application settings: <c>Values</c> of a local.settings.json. A variable of the environment wins over a value of the file.</summary>
public sealed partial class LocalSettings
{
    private readonly Dictionary<string, string> _values;

    public LocalSettings(IReadOnlyDictionary<string, string> values) => _values = new Dictionary<string, string>(values, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Values => _values;

    /// <param name="path">The settings file.</param>
    /// <param name="move">Puts the chosen local addresses in place of the default ones.</param>
    public static LocalSettings Read(string path, Func<string, string> move)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        if (json.RootElement.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
            throw new UnsupportedDefinitionException($"{path} is encrypted; run 'func settings decrypt' first.");
        if (!json.RootElement.TryGetProperty(nameof(Values), out var values))
            throw new UnsupportedDefinitionException($"{path} has no 'Values'.");

        var settings = values.EnumerateObject().ToDictionary(value => value.Name, value => move(value.Value.ToString()));
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            if (variable is { Key: string name, Value: string value } && (settings.ContainsKey(name) || IsForTheHost(name))) settings[name] = value;
        return new LocalSettings(settings);
    }

    /// <summary>With what the platform tells an app of its managed identity.</summary>
    /// <param name="address">Of whoever gives the tokens out.</param>
    public LocalSettings WithIdentity(string address) => new(new Dictionary<string, string>(_values, StringComparer.Ordinal) { ["IDENTITY_ENDPOINT"] = $"{address}/msi/token", ["IDENTITY_HEADER"] = "local-identity" });

    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>Replaces each <c>%NAME%</c> by that setting.</summary>
    public string? Fill(string? text) => text is null ? null : Placeholder().Replace(text, match =>
        Find(match.Groups[1].Value) ?? throw new UnsupportedDefinitionException($"setting '{match.Groups[1].Value}' is missing"));

    private static bool IsForTheHost(string name) =>
        name.StartsWith("AzureFunctionsJobHost__", StringComparison.Ordinal) || name.StartsWith("AzureWebJobs.", StringComparison.Ordinal);

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
