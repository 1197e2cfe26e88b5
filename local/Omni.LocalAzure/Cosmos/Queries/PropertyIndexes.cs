using System.Collections.Concurrent;
using Omni.LocalAzure.Cosmos.Store;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Cosmos.Queries;

/// <summary>Indexes on properties that queries asked for: made on first use, kept by SQLite from then on, also over restarts.</summary>
internal sealed class PropertyIndexes(ItemStore items)
{
    private const int MaxPerContainer = 16;

    private readonly ConcurrentDictionary<string, Task> _made = new(items.Read((db, _) => Known(db).Select(name => KeyValuePair.Create(name, Task.CompletedTask))));

    /// <param name="container">Whose items.</param>
    /// <param name="path">The property.</param>
    /// <param name="withinKey">For queries in one partition; an index for all partitions is another.</param>
    /// <returns>The index's name; null when the container has its share of indexes already and the query has to look at every item.</returns>
    public async ValueTask<string?> EnsureAsync(CosmosContainer container, PropertyPath path, bool withinKey)
    {
        var name = Prefix(container, withinKey) + Suffix(path);
        if (!_made.ContainsKey(name) && Count(container) >= MaxPerContainer) return null;
        var columns = withinKey ? $"pk, {OrderKey.Expression(path)}" : OrderKey.Expression(path);
        var making = _made.GetOrAdd(name, wanted => items.WriteAsync(db => db.Execute(
            $"CREATE INDEX IF NOT EXISTS \"{wanted}\" ON items({columns}) WHERE container = {container.Number}")));
        try
        {
            await making;
        }
        catch
        {
            _made.TryRemove(KeyValuePair.Create(name, making));
            throw;
        }

        return name;
    }

    private int Count(CosmosContainer container) => _made.Keys.Count(name =>
        name.StartsWith(Prefix(container, withinKey: true), StringComparison.Ordinal) || name.StartsWith(Prefix(container, withinKey: false), StringComparison.Ordinal));

    /// <summary>Names of indexes ignore case, names of properties do not.</summary>
    private static string Suffix(PropertyPath path) =>
        string.Concat(string.Join('/', path.Names).Select(c => char.IsAsciiLetterUpper(c) ? $"^{c}" : $"{c}"));

    private static string Prefix(CosmosContainer container, bool withinKey) => StoreSchema.IndexPrefix(withinKey ? "order" : "value", container.Number);

    private static List<string> Known(Database db)
    {
        var names = new List<string>();
        using var rows = db.Prepare("SELECT name FROM sqlite_master WHERE type = 'index'").ExecuteReader();
        while (rows.Read()) names.Add(rows.GetString(0));
        return names;
    }
}
