using System.Diagnostics;
using System.Text.Json.Nodes;
using Omni.Drivers;

namespace Omni.EndToEnd.Tests.Running;

/// <summary>The repository these tests were built from, and the app published from it once per run.</summary>
internal static class Checkout
{
    private static readonly Lazy<Task<string>> _scriptRoot = new(PublishAsync);

    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The settings of the sample, whatever the developer's own file says.</summary>
    public static LocalSettings Settings { get; } = LocalSettings.Read(SettingsFile);

    /// <summary>Everything the systems of this run print.</summary>
    public static string Logs => Environment.GetEnvironmentVariable("OMNI_TEST_LOGS") ?? Path.Combine(Root, "artifacts", "logs");

    public static string SettingsFile => Path.Combine(Root, "local.settings.sample.json");

    /// <summary>A fresh folder for one system; its log goes where the whole run's logs are searched afterwards.</summary>
    public static async Task<LocalHubFolders> NewHubAsync(string name)
    {
        Directory.CreateDirectory(Logs);
        return new LocalHubFolders(
            LocalAzure: Built("Omni.LocalAzure"),
            ScriptRoot: await _scriptRoot.Value,
            Settings: SettingsFile,
            Entities: Path.Combine(Root, "infra", "entities.json"),
            Data: Directory.CreateTempSubdirectory($"omni-{name}-").FullName,
            Log: Path.Combine(Logs, $"{name}.log"));
    }

    /// <summary>The sample with other values.</summary>
    public static async Task<string> WriteSettingsAsync(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var file = JsonNode.Parse(await File.ReadAllTextAsync(SettingsFile)) ?? throw new InvalidOperationException("The sample of the settings is empty.");
        foreach (var (name, value) in settings) file["Values"]![name] = value; // The sample has values.
        var path = Path.Combine(folder, "settings.json");
        await File.WriteAllTextAsync(path, file.ToJsonString());
        return path;
    }

    /// <summary>A program of the folder <c>local</c>.</summary>
    public static string Built(string program) => Path.Combine(Root, "local", program, "bin", Configuration, "net10.0", $"{program}.dll");

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "Debug";

    private static async Task<string> PublishAsync()
    {
        if (Environment.GetEnvironmentVariable("OMNI_TEST_SCRIPT_ROOT") is { Length: > 0 } published) return published;

        var folder = Path.Combine(Root, "artifacts", "script-root");
        var start = new ProcessStartInfo(Path.Combine(Root, "omni"), ["publish", folder]) { RedirectStandardOutput = true };
        using var publish = Process.Start(start) ?? throw new InvalidOperationException("./omni publish did not start.");
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException($"./omni publish failed:\n{said}");
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Omni.Functions.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run the tests from a checkout of the repository."));
}
