using System.Text.Json;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos;
using Omni.LocalAzure.ServiceBus;
using Omni.LocalAzure.ServiceBus.Definitions;

namespace Omni.LocalAzure.Hosting;

/// <summary>The file that defines topics, subscriptions, queues and containers, for the stand-ins as for Azure.</summary>
internal sealed class LocalEntities
{
    private readonly string _path;
    private readonly JsonObject _root;

    private LocalEntities(string path, JsonObject root)
    {
        _path = path;
        _root = root;
    }

    /// <summary>The name of the database.</summary>
    public string Database => (string?)Section("cosmos")["database"] ?? throw new StartupException($"{_path} names no database.");

    public static LocalEntities Read(string path)
    {
        try
        {
            return new LocalEntities(path, JsonNode.Parse(File.ReadAllBytes(path))?.AsObject() ?? throw new StartupException($"{path} is empty."));
        }
        catch (Exception failure) when (failure is IOException or JsonException or InvalidOperationException)
        {
            throw new StartupException($"{path} cannot be read: {failure.Message}", failure);
        }
    }

    public Broker OpenBroker(string file, TimeProvider time)
    {
        try
        {
            return Broker.Open(file, ServiceBusDefinition.Load(_path), time);
        }
        catch (InvalidDataException failure)
        {
            throw new StartupException(failure.Message, failure);
        }
    }

    public async Task ProvisionAsync(CosmosAccount account)
    {
        try
        {
            await account.ProvisionAsync(Section("cosmos"));
        }
        catch (Exception failure) when (failure is FormatException or InvalidOperationException)
        {
            throw new StartupException($"{_path}, cosmos: {failure.Message}", failure);
        }
    }

    private JsonObject Section(string name) => _root[name] as JsonObject ?? throw new StartupException($"{_path} has no section '{name}'.");
}
