using System.CommandLine;
using System.Text.Json;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Replaying;

namespace Omni.Replay;

/// <summary><c>./omni replay</c>: what the rules of today, or others that are tried, would make of the history.</summary>
internal static class ReplayCommand
{
    /// <returns>The exit code: 0 when the difference was told, or nothing of it is left; 1 when not; 2 when the command line is wrong.</returns>
    public static async Task<int> RunAsync(string root, IReadOnlyList<string> arguments, InvocationConfiguration console, CancellationToken cancellation)
    {
        console.EnableDefaultExceptionHandler = false;
        var parsed = Create(root).Parse(arguments);
        try
        {
            var code = await parsed.InvokeAsync(console, cancellation);
            return parsed.Errors.Count > 0 ? 2 : code;
        }
        catch (Exception failure) when (failure is ReplayFailedException or StoreUnavailableException or StoreRefusedException or RivalWritersException)
        {
            await console.Error.WriteLineAsync($"omni: {failure.Message}");
            return 1;
        }
    }

    private static RootCommand Create(string root)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "only prints the difference" };
        var data = new Option<string>("--data") { Description = "the data folder of the running system", DefaultValueFactory = _ => Path.Combine(root, ".omni") };
        var settings = new Option<string>("--settings") { Description = "the settings of the app, as in local.settings.json", DefaultValueFactory = _ => SettingsIn(root) };
        var identity = new Option<string[]>("--identity") { Description = "another rule to try, such as Limits=phone=3 or SharedAfter=2; may be given several times" };
        var json = new Option<bool>("--json") { Description = "prints JSON" };
        var command = new RootCommand("resolves the whole history anew: merges, undoes merges and moves contacts until the customers are what the rules make of it") { dryRun, data, settings, identity, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = ReplaySettings.Read(parsed.GetRequiredValue(settings), parsed.GetRequiredValue(data), parsed.GetValue(identity) ?? []);
            using var replay = new ReplayRun(chosen);
            var isJson = parsed.GetValue(json);
            return parsed.GetValue(dryRun)
                ? await PrintAsync(await replay.CompareAsync(cancellation), isJson, parsed.InvocationConfiguration.Output)
                : await PrintAsync(await replay.ApplyAsync(cancellation), isJson, parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static async Task<int> PrintAsync(Difference difference, bool isJson, TextWriter output)
    {
        await PrintAsync(isJson ? [JsonSerializer.Serialize(difference, DifferenceJson.Default.Difference)] : DifferenceText.Of(difference), output);
        return 0;
    }

    private static async Task<int> PrintAsync(AppliedReplay applied, bool isJson, TextWriter output)
    {
        await PrintAsync(isJson ? [JsonSerializer.Serialize(applied, DifferenceJson.Default.AppliedReplay)] : DifferenceText.Of(applied), output);
        return applied is { Refused.Count: 0, Left.IsNone: true } ? 0 : 1;
    }

    private static async Task PrintAsync(IEnumerable<string> lines, TextWriter output)
    {
        foreach (var line in lines) await output.WriteLineAsync(line);
    }

    /// <summary>The developer's own file, else the sample.</summary>
    private static string SettingsIn(string root)
    {
        var own = Path.Combine(root, "local.settings.json");
        return File.Exists(own) ? own : Path.Combine(root, "local.settings.sample.json");
    }
}
