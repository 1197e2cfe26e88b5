using System.CommandLine;
using System.Text.Json;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Replaying;
using Omni.Functions.Stores;

namespace Omni.Replay;

/// <summary><c>./omni replay</c>: what the rules of today, or others that are tried, would make of the history.</summary>
internal static class ReplayCommand
{
    /// <returns>The exit code: 0 when the difference was told, 1 when it could not be, 2 when the command line is wrong.</returns>
    public static async Task<int> RunAsync(string root, IReadOnlyList<string> arguments, InvocationConfiguration console, CancellationToken cancellation)
    {
        console.EnableDefaultExceptionHandler = false;
        var parsed = Create(root).Parse(arguments);
        try
        {
            var code = await parsed.InvokeAsync(console, cancellation);
            return parsed.Errors.Count > 0 ? 2 : code;
        }
        catch (Exception failure) when (failure is ReplayFailedException or StoreUnavailableException or StoreRefusedException)
        {
            await console.Error.WriteLineAsync($"omni: {failure.Message}");
            return 1;
        }
    }

    private static RootCommand Create(string root)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "only prints the difference; so far there is nothing else" };
        var data = new Option<string>("--data") { Description = "the data folder of the running system", DefaultValueFactory = _ => Path.Combine(root, ".omni") };
        var settings = new Option<string>("--settings") { Description = "the settings of the app, as in local.settings.json", DefaultValueFactory = _ => SettingsIn(root) };
        var identity = new Option<string[]>("--identity") { Description = "another rule to try, such as Limits=phone=3 or SharedAfter=2; may be given several times" };
        var json = new Option<bool>("--json") { Description = "prints JSON" };
        var command = new RootCommand("resolves the whole history anew and prints who would merge, split, stay") { dryRun, data, settings, identity, json };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(dryRun)) result.AddError("Only ./omni replay --dry-run so far: a replay cannot be applied yet.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = ReplaySettings.Read(parsed.GetRequiredValue(settings), parsed.GetRequiredValue(data), parsed.GetValue(identity) ?? []);
            var difference = await CompareAsync(chosen, cancellation);
            var lines = parsed.GetValue(json) ? [JsonSerializer.Serialize(difference, DifferenceJson.Default.Difference)] : DifferenceText.Of(difference);
            foreach (var line in lines) await parsed.InvocationConfiguration.Output.WriteLineAsync(line.AsMemory(), cancellation);
            return 0;
        });
        return command;
    }

    private static async Task<Difference> CompareAsync(ReplaySettings settings, CancellationToken cancellation)
    {
        using var containers = new CosmosContainers(settings.Connect, settings.Database);
        var reader = new HistoryReader(new CosmosHistoryStore(containers), new CosmosCustomerPairs(containers));
        var history = await reader.ReadAsync(cancellation);
        return DifferenceRules.Between(history, ReplayRules.Replay(history, settings.Rules));
    }

    /// <summary>The developer's own file, else the sample.</summary>
    private static string SettingsIn(string root)
    {
        var own = Path.Combine(root, "local.settings.json");
        return File.Exists(own) ? own : Path.Combine(root, "local.settings.sample.json");
    }
}
