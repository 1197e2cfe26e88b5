using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Azure.Cosmos;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class KillTests
{
    [Fact]
    public async Task After_a_kill_in_the_middle_of_bulk_writes_every_acknowledged_item_is_there()
    {
        var file = CosmosServer.NewFile();
        var (acknowledged, unanswered) = await WriteAndKillAsync(file, enough: 1_500);

        await using var restarted = await CosmosServer.StartAsync(file);
        using var client = Connect(restarted);
        var found = await ToListAsync(client.GetContainer("omni", "things").GetItemQueryIterator<string>("SELECT VALUE c.id FROM c"));

        Assert.NotEmpty(unanswered);
        Assert.Empty(acknowledged.Except(found));
        Assert.Equal(found.Count, found.Distinct().Count());
    }

    /// <summary>Four writers in bulk mode until enough is acknowledged; then SIGKILL while they go on.</summary>
    private static async Task<(IReadOnlyCollection<string> Acknowledged, IReadOnlyCollection<string> Unanswered)> WriteAndKillAsync(string file, int enough)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(KillTests).Assembly.Location, "cosmos", file]) { RedirectStandardOutput = true })!; // a program that exists is started
        var address = await process.StandardOutput.ReadLineAsync();
        using var client = new CosmosClient(address, Omni.LocalAzure.Cosmos.CosmosAccount.EmulatorKey, new CosmosClientOptions
        {
            ConnectionMode = ConnectionMode.Gateway,
            AllowBulkExecution = true,
        });
        var container = client.GetContainer("omni", "things");
        var (acknowledged, unanswered) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        using var killed = new CancellationTokenSource();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var writers = Enumerable.Range(0, 4).Select(writer => WriteAsync(writer)).ToList();
        await reached.Task;
        process.Kill();
        await process.WaitForExitAsync();
        await killed.CancelAsync(); // or the client tries again for minutes
        await Task.WhenAll(writers);
        return (acknowledged, unanswered);

        async Task WriteAsync(int writer)
        {
            for (var round = 0; unanswered.IsEmpty; round++)
            {
                await Task.WhenAll(Enumerable.Range(0, 100).Select(number => CreateAsync($"{writer}-{round}-{number}")));
                if (acknowledged.Count >= enough) reached.TrySetResult();
            }
        }

        async Task CreateAsync(string id)
        {
            try
            {
                await container.CreateItemAsync(Item(id, id[..1]), new PartitionKey(id[..1])).WaitAsync(killed.Token);
                acknowledged.Add(id);
            }
            catch (Exception failure) when (failure is CosmosException or HttpRequestException or OperationCanceledException)
            {
                unanswered.Add(id);
            }
        }
    }
}
