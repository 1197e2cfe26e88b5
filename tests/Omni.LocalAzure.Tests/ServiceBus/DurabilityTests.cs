using System.Diagnostics;
using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Tests.ServiceBus;

public sealed class DurabilityTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bus-kill-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task After_a_kill_every_acknowledged_message_is_there_once_and_no_completed_one()
    {
        var path = Path.Combine(_folder.FullName, "bus.db");
        var (sent, completed) = await RunAndKillAsync(path, rounds: 40);

        using var broker = Broker.Open(path, BrokerFixture.Definition, TimeProvider.System);
        var left = broker.Peek(BrokerFixture.Queue, 0, int.MaxValue).Select(message => message.MessageId!).ToList(); // all were sent with ids

        Assert.NotEmpty(completed);
        Assert.Equal(left.Count, left.Distinct().Count());
        Assert.Empty(left.Intersect(completed));
        // At the moment of the kill at most one completion was on disk and not yet said.
        Assert.InRange(sent.Except(completed).Except(left).Count(), 0, 5);
    }

    private static async Task<(HashSet<string> Sent, HashSet<string> Completed)> RunAndKillAsync(string path, int rounds)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(DurabilityTests).Assembly.Location, "broker", path])
        {
            RedirectStandardOutput = true,
        })!; // a program that exists is started
        var said = new Dictionary<string, HashSet<string>> { ["sent"] = [], ["completed"] = [] };
        for (var line = 0; line < 2 * rounds; line++) Note(said, await process.StandardOutput.ReadLineAsync());
        process.Kill();
        foreach (var line in (await process.StandardOutput.ReadToEndAsync()).Split('\n')[..^1]) Note(said, line);
        await process.WaitForExitAsync();
        return (said["sent"], said["completed"]);
    }

    private static void Note(Dictionary<string, HashSet<string>> said, string? line)
    {
        var parts = (line ?? throw new InvalidOperationException("The process ended by itself.")).Split(' ');
        said[parts[0]].UnionWith(parts[1].Split(','));
    }
}
