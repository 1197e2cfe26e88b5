using System.Collections.Concurrent;
using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Cosmos.Queries;

/// <summary>Indexes that ORDER BY queries asked for: made on first use, kept by SQLite from then on, also over restarts.</summary>
internal sealed class OrderIndexes(ItemStore items)
{
    private const int MaxPerContainer = 8;

    private readonly ConcurrentDictionary<(int Container, string Expression), Task> _made = new();

    /// <returns>False when the container has its share of indexes already and the query has to sort.</returns>
    public async ValueTask<bool> EnsureAsync(CosmosContainer container, PropertyPath path)
    {
        var key = (container.Number, OrderKey.Expression(path));
        if (!_made.ContainsKey(key) && _made.Keys.Count(made => made.Container == container.Number) >= MaxPerContainer) return false;
        var making = _made.GetOrAdd(key, wanted => items.WriteAsync(db => db.Execute(
            $"CREATE INDEX IF NOT EXISTS \"items_order_{wanted.Container}_{string.Join('/', path.Names)}\" ON items(pk, {wanted.Expression}) WHERE container = {wanted.Container}")));
        try
        {
            await making;
        }
        catch
        {
            _made.TryRemove(KeyValuePair.Create(key, making));
            throw;
        }

        return true;
    }
}
