using Microsoft.Azure.Cosmos;

namespace Omni.Functions.Stores;

/// <summary>The containers of <c>infra/entities.json</c>. The client is made on first use: starting the app connects to nothing.</summary>
public sealed class CosmosContainers(Func<CosmosClient> connect, string database) : IDisposable
{
    private readonly Lazy<CosmosClient> _client = new(connect);

    public Container Customers => _client.Value.GetContainer(database, "customers");

    public Container Identities => _client.Value.GetContainer(database, "identities");

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }
}
