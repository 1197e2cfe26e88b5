using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Omni.LocalAzure.Hosting;

namespace Omni.LocalAzure.Tests.Hosting;

public sealed class DataFolders : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("system-");
    private readonly ILoggerFactory _quiet = LoggerFactory.Create(_ => { });

    private LocalOptions Options => new()
    {
        Data = _folder.FullName,
        NoApp = true,
        Entities = Path.Combine(AppContext.BaseDirectory, "infra", "entities.json"),
        Ports = new LocalAddresses { Cosmos = 0, ServiceBus = 0, Dashboard = 0, Communication = 0, Graph = 0, Providers = 0, Bot = 0 },
    };

    private string Ready => Path.Combine(Options.State, "ready.json");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_start_on_the_same_folder_is_refused_and_takes_nothing_from_the_first(bool fresh)
    {
        await using var first = new LocalSystem(Options, _quiet);
        await first.StartAsync(CancellationToken.None);
        var second = new LocalSystem(Options with { Fresh = fresh }, _quiet);

        var refusal = await Assert.ThrowsAsync<StartupException>(() => second.StartAsync(CancellationToken.None));
        await second.DisposeAsync();

        Assert.Contains("--data", refusal.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Ready));
        Assert.True(File.Exists(Path.Combine(Options.State, "cosmos.db")));
    }

    [Fact]
    public async Task A_system_that_ended_leaves_the_folder_to_the_next()
    {
        await using (var first = new LocalSystem(Options, _quiet)) await first.StartAsync(CancellationToken.None);
        Assert.False(File.Exists(Ready));

        await using var second = new LocalSystem(Options with { Fresh = true }, _quiet);
        await second.StartAsync(CancellationToken.None);

        Assert.True(File.Exists(Ready));
    }

    [Theory]
    [InlineData("elsewhere.example", true)]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("[::1]", false)]
    public async Task The_stores_refuse_a_foreign_name_for_this_machine(string name, bool refused)
    {
        await using var system = new LocalSystem(Options, _quiet);
        var ready = await system.StartAsync(CancellationToken.None);

        Assert.Equal(refused, await StatusAsync(ready.Cosmos, name) == HttpStatusCode.Forbidden);
        Assert.Equal(refused, await StatusAsync(ready.ServiceBus, name) == HttpStatusCode.Forbidden);
        Assert.Equal(refused, await StatusAsync(ready.Graph, name) == HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_container_with_another_partition_key_than_before_is_refused_with_a_way_out()
    {
        await using (var first = new LocalSystem(Options, _quiet)) await first.StartAsync(CancellationToken.None);
        var changed = Path.Combine(_folder.FullName, "entities.json");
        var entities = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllBytesAsync(Options.Entities))!; // read by the first system
        entities["cosmos"]!["containers"]![0]!["partitionKeyPaths"] = JsonSerializer.SerializeToNode<string[]>(["/other"]);
        await File.WriteAllTextAsync(changed, entities.ToJsonString());

        await using var second = new LocalSystem(Options with { Entities = changed }, _quiet);
        var refusal = await Assert.ThrowsAsync<StartupException>(() => second.StartAsync(CancellationToken.None));

        Assert.Contains("--fresh", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _quiet.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<HttpStatusCode> StatusAsync(string address, string name)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address));
        request.Headers.Host = name;
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
