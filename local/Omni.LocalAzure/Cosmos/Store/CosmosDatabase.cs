using System.Collections.Concurrent;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>A database and its containers, kept in memory as long as the account is open.</summary>
internal sealed class CosmosDatabase
{
    public CosmosDatabase(int number, string name, long timestamp)
    {
        Number = number;
        Name = name;
        Timestamp = timestamp;
        RidBytes = ResourceId.Database(number);
        Rid = ResourceId.Text(RidBytes);
    }

    public int Number { get; }

    public string Name { get; }

    /// <summary>Creation, in unix seconds.</summary>
    public long Timestamp { get; }

    public byte[] RidBytes { get; }

    public string Rid { get; }

    public ConcurrentDictionary<string, CosmosContainer> Containers { get; } = new(StringComparer.Ordinal);

    public CosmosContainer? Find(string nameOrRid) =>
        Containers.TryGetValue(nameOrRid, out var container) ? container : Containers.Values.FirstOrDefault(candidate => candidate.Rid == nameOrRid);
}
