using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>
/// A container of its own on an endpoint: the stand-in always, a real account as well when <c>COSMOS_CONTRACT_ENDPOINT</c> holds its connection string.
/// </summary>
public sealed class CosmosContract : IAsyncDisposable
{
    private static readonly string? Account = Environment.GetEnvironmentVariable("COSMOS_CONTRACT_ENDPOINT") is { Length: > 0 } connection ? connection : null;

    private readonly CosmosServer? _server;
    private readonly CosmosClient _client;
    private Database? _database;

    private CosmosContract(CosmosServer? server, CosmosClient client)
    {
        _server = server;
        _client = client;
    }

    /// <summary>The endpoints a contract test runs against.</summary>
    public static TheoryData<string> Endpoints { get; } = Account is null ? ["local"] : ["local", "azure"];

    public CosmosClient Client => _client;

    /// <summary>For other clients than this one.</summary>
    public string ConnectionString => _server is null ? Account ?? "" : $"AccountEndpoint={_server.Address};AccountKey={Omni.LocalAzure.Cosmos.CosmosAccount.EmulatorKey};";

    public static async Task<CosmosContract> OpenAsync(string endpoint, Action<CosmosClientOptions>? configure = null)
    {
        var options = new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway };
        configure?.Invoke(options);
        if (endpoint == "azure") return new CosmosContract(null, new CosmosClient(Account, options));
        var server = await CosmosServer.StartAsync();
        return new CosmosContract(server, Connect(server, options));
    }

    internal static CosmosClient Connect(CosmosServer server, CosmosClientOptions? options = null) => new(
        server.Address.ToString(),
        Omni.LocalAzure.Cosmos.CosmosAccount.EmulatorKey,
        options ?? new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway });

    /// <summary>The stand-in's own side; only where the endpoint is local.</summary>
    internal CosmosServer Server => _server ?? throw new InvalidOperationException("The endpoint is not the stand-in.");

    public async Task<Container> NewContainerAsync(Action<ContainerProperties>? configure = null)
    {
        _database ??= await _client.CreateDatabaseAsync($"contract-{Guid.NewGuid():N}");
        var properties = new ContainerProperties($"items-{Guid.NewGuid():N}", "/pk");
        configure?.Invoke(properties);
        return await _database.CreateContainerAsync(properties);
    }

    public static JObject Item(string id, string key, object? value = null) =>
        new() { ["id"] = id, ["pk"] = key, ["value"] = value is null ? null : JToken.FromObject(value) };

    public static async Task<List<T>> ToListAsync<T>(FeedIterator<T> feed)
    {
        var rows = new List<T>();
        using (feed)
        {
            while (feed.HasMoreResults) rows.AddRange(await feed.ReadNextAsync());
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null) await _database.DeleteAsync();
        _client.Dispose();
        if (_server is not null) await _server.DisposeAsync();
    }
}
