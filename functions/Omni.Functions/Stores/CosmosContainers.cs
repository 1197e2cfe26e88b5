using Microsoft.Azure.Cosmos;

namespace Omni.Functions.Stores;

/// <summary>The containers of <c>infra/entities.json</c>. The client is made on first use: starting the app connects to nothing.</summary>
public sealed class CosmosContainers(Func<CosmosClient> connect, string database) : IDisposable
{
    public const string CustomersName = "customers";
    public const string IdentitiesName = "identities";

    private readonly Lazy<CosmosClient> _client = new(connect);

    public Container Customers => _client.Value.GetContainer(database, CustomersName);

    public Container Identities => _client.Value.GetContainer(database, IdentitiesName);

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }
}
