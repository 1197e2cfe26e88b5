using Microsoft.Azure.Cosmos;

namespace Omni.Functions.Stores;

/// <summary>The containers of <c>infra/entities.json</c>. The client is made on first use: starting the app connects to nothing.</summary>
public sealed class CosmosContainers(Func<CosmosClient> connect, string database) : IDisposable
{
    public const string CustomersName = "customers";
    public const string IdentitiesName = "identities";
    public const string PairsName = "pairs";
    public const string PeopleName = "people";
    public const string RepliesName = "replies";
    public const string DialoguesName = "dialogues";
    public const string LeasesName = "leases";

    /// <summary>Sends queries of one range straight there. For <c>ReadMany</c>, which would ask for a plan each time, there is no other switch.</summary>
    private const string WithoutQueryPlan = "AZURE_COSMOS_OPTIMISTIC_DIRECT_EXECUTION_ENABLED";

    private readonly Lazy<CosmosClient> _client = new(() =>
    {
        Environment.SetEnvironmentVariable(WithoutQueryPlan, "true");
        return connect();
    });

    public Container Customers => _client.Value.GetContainer(database, CustomersName);

    public Container Identities => _client.Value.GetContainer(database, IdentitiesName);

    public Container Pairs => _client.Value.GetContainer(database, PairsName);

    public Container People => _client.Value.GetContainer(database, PeopleName);

    public Container Replies => _client.Value.GetContainer(database, RepliesName);

    public Container Dialogues => _client.Value.GetContainer(database, DialoguesName);

    public Container Leases => _client.Value.GetContainer(database, LeasesName);

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }
}
