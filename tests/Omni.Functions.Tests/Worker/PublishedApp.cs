using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Omni.Functions.Tests.Worker;

/// <summary>The app as azd publishes it: with azd's own command line.</summary>
public sealed class PublishedApp : IAsyncLifetime
{
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("omni-published-");

    public static string Repository { get; } = FindRepository();

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Repository, RedirectStandardOutput = true };
        string[] arguments =
            ["publish", "functions/Omni.Functions/Omni.Functions.csproj", "-c", "Release", "--output", Folder.FullName];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        // A build server that outlives the command would keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, output);
    }

    public static Process Start(DirectoryInfo folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Path.Combine(folder.FullName, "Omni.Functions"))
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
        };
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository, "local.settings.sample.json")))!;
        foreach (var (name, value) in sample["Values"]!.AsObject())
            start.Environment[name] = value!.GetValue<string>();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public Task DisposeAsync()
    {
        Folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private static string FindRepository([CallerFilePath] string thisFile = "")
    {
        var folder = new FileInfo(thisFile).Directory;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Omni.Functions.sln")))
            folder = folder.Parent;
        return folder!.FullName;
    }
}
