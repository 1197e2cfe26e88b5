using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>The databases and containers of the account: on disk, and in memory for every request.</summary>
internal sealed class Catalogue
{
    private readonly ConcurrentDictionary<string, CosmosDatabase> _databases = new(StringComparer.Ordinal);
    private readonly CommitQueue _queue;
    private readonly ChangeSequence _sequence;
    private readonly TimeProvider _time;

    public Catalogue(CommitQueue queue, ChangeSequence sequence, TimeProvider time)
    {
        _queue = queue;
        _sequence = sequence;
        _time = time;
        queue.Read(Load);
    }

    public IEnumerable<CosmosDatabase> Databases => _databases.Values.OrderBy(database => database.Number);

    public CosmosDatabase? FindDatabase(string nameOrRid) =>
        _databases.TryGetValue(nameOrRid, out var database) ? database : _databases.Values.FirstOrDefault(candidate => candidate.Rid == nameOrRid);

    public CosmosContainer? FindContainer(string database, string container) => FindDatabase(database)?.Find(container);

    /// <returns>Null when a database has that name already.</returns>
    public async Task<CosmosDatabase?> CreateDatabaseAsync(string name)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var number = await _queue.WriteAsync(db =>
            (long?)db.Prepare("INSERT INTO databases(name, ts) VALUES($1, $2) ON CONFLICT DO NOTHING RETURNING number", name, now).ExecuteScalar());
        return number is null ? null : _databases[name] = new CosmosDatabase((int)number, name, now);
    }

    public async Task DeleteDatabaseAsync(CosmosDatabase database)
    {
        foreach (var container in database.Containers.Values) await DeleteContainerAsync(container);
        await _queue.WriteAsync(db => db.Execute("DELETE FROM databases WHERE number = $1", database.Number));
        _databases.TryRemove(database.Name, out _);
    }

    /// <returns>Null when the database has a container of that name already.</returns>
    public async Task<CosmosContainer?> CreateContainerAsync(CosmosDatabase database, ContainerDefinition definition, string? offer)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var json = definition.Json.ToJsonString();
        var number = await _queue.WriteAsync(db =>
        {
            var created = (long?)db.Prepare(
                "INSERT INTO containers(database, name, definition, offer, ts) VALUES($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING number",
                database.Number, definition.Name, json, offer, now).ExecuteScalar();
            if (created is { } own) UniqueKey.CreateIndexes(db, own, definition.UniqueKeys);
            return created;
        });
        if (number is null) return null;
        return database.Containers[definition.Name] = new CosmosContainer(database, (int)number, definition, now) { Offer = offer };
    }

    public async Task ReplaceDefinitionAsync(CosmosContainer container, ContainerDefinition definition)
    {
        var json = definition.Json.ToJsonString();
        await _queue.WriteAsync(db => db.Execute("UPDATE containers SET definition = $1 WHERE number = $2", json, container.Number));
        container.Definition = definition;
    }

    public async Task ReplaceOfferAsync(CosmosContainer container, string offer)
    {
        await _queue.WriteAsync(db => db.Execute("UPDATE containers SET offer = $1 WHERE number = $2", offer, container.Number));
        container.Offer = offer;
    }

    public async Task DeleteContainerAsync(CosmosContainer container)
    {
        container.Database.Containers.TryRemove(container.Definition.Name, out _);
        await _queue.WriteAsync(db =>
        {
            ChangeSequence.Keep(db, _sequence.Next());
            StoreSchema.DropIndexes(db, container);
            db.Execute("DELETE FROM items WHERE container = $1", container.Number);
            return db.Execute("DELETE FROM containers WHERE number = $1", container.Number);
        });
    }

    private bool Load(Database db)
    {
        using (var rows = db.Prepare("SELECT number, name, ts FROM databases").ExecuteReader())
        {
            while (rows.Read()) _databases[rows.GetString(1)] = new CosmosDatabase(rows.GetInt32(0), rows.GetString(1), rows.GetInt64(2));
        }

        var byNumber = _databases.Values.ToDictionary(database => database.Number);
        using var containers = db.Prepare("""
            SELECT c.database, c.number, c.definition, c.ts, c.offer, (SELECT max(lsn) FROM items WHERE container = c.number) FROM containers c
            """).ExecuteReader();
        while (containers.Read()) Add(byNumber[containers.GetInt32(0)], containers);
        return true;
    }

    private static void Add(CosmosDatabase database, SqliteDataReader row)
    {
        var definition = ContainerDefinition.Parse(JsonNode.Parse(row.GetString(2))!.AsObject()); // written by this class
        var container = new CosmosContainer(database, row.GetInt32(1), definition, row.GetInt64(3)) { Offer = row.IsDBNull(4) ? null : row.GetString(4) };
        if (!row.IsDBNull(5)) container.Publish(row.GetInt64(5));
        database.Containers[definition.Name] = container;
    }
}
