using System.Text.Json;
using System.Text.RegularExpressions;

namespace Omni.LocalAzure.Functions.Definitions;

/// <summary>Reads the functions of a script root: its direct children that hold a function.json.</summary>
public static partial class FunctionFolders
{
    /// <returns>In alphabetical order of name, the order in which routes are tried.</returns>
    public static IReadOnlyList<FunctionDefinition> Read(string scriptRoot, LocalSettings settings) =>
        [.. Directory.EnumerateDirectories(scriptRoot)
            .Where(folder => File.Exists(Path.Combine(folder, "function.json")))
            .Select(folder => ReadOne(folder, settings))
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];

    private static FunctionDefinition ReadOne(string folder, LocalSettings settings)
    {
        var name = Path.GetFileName(folder);
        if (!ValidName().IsMatch(name) || name.Equals("host", StringComparison.OrdinalIgnoreCase))
            throw new UnsupportedDefinitionException($"'{name}' is no name for a function: letters, digits, '_' and '-', starting with a letter, at most 128.");
        try
        {
            var json = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, "function.json")), FunctionJsonContext.Default.FunctionJson)
                ?? throw new UnsupportedDefinitionException("it is empty");
            return Define(name, json, settings);
        }
        catch (Exception failure) when (failure is JsonException or UnsupportedDefinitionException)
        {
            throw new UnsupportedDefinitionException($"{name}/function.json: {failure.Message}", failure);
        }
    }

    private static FunctionDefinition Define(string name, FunctionJson json, LocalSettings settings)
    {
        var triggers = json.Bindings.Where(binding => binding.Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase)).ToList();
        if (triggers.Count != 1) throw new UnsupportedDefinitionException($"exactly one trigger is needed, there are {triggers.Count}");
        if (json.Bindings.Select(binding => binding.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != json.Bindings.Count)
            throw new UnsupportedDefinitionException("two bindings have the same name");

        var trigger = TriggerReader.Read(name, triggers[0], settings);
        return new FunctionDefinition
        {
            Name = name,
            Trigger = trigger,
            HttpOutput = HttpOutputOf(json.Bindings.Where(binding => binding != triggers[0])),
            Retry = RetryOf(json.Retry, trigger),
            Disabled = json.Disabled || IsTrue(settings.Find($"AzureWebJobs.{name}.Disabled")),
        };
    }

    private static string? HttpOutputOf(IEnumerable<BindingJson> others)
    {
        string? output = null;
        foreach (var binding in others)
        {
            if (binding.Type != "http" || binding.Direction != "out" || output is not null)
                throw new UnsupportedDefinitionException($"binding '{binding.Name}' ({binding.Type}, {binding.Direction}) is not supported; one http output is");
            output = binding.Name;
        }

        return output;
    }

    private static RetryDefinition? RetryOf(RetryJson? retry, TriggerDefinition trigger)
    {
        if (retry is null) return null;
        if (trigger is not (TimerTrigger or CosmosTrigger))
            throw new UnsupportedDefinitionException("'retry' counts for timer and Cosmos DB triggers only");
        return retry switch
        {
            { Strategy: "fixedDelay", DelayInterval: { } delay } => new RetryDefinition(retry.MaxRetryCount, delay, delay),
            { Strategy: "exponentialBackoff", MinimumInterval: { } minimum, MaximumInterval: { } maximum } => new RetryDefinition(retry.MaxRetryCount, minimum, maximum),
            _ => throw new UnsupportedDefinitionException("'retry' is fixedDelay with delayInterval, or exponentialBackoff with minimumInterval and maximumInterval"),
        };
    }

    private static bool IsTrue(string? value) => value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex ValidName();
}
