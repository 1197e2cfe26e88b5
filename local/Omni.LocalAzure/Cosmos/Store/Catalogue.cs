using System.Collections.Concurrent;
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
        CosmosDatabase? database = null;
        await _queue.WriteAsync(
            db => (long?)db.Prepare("INSERT INTO databases(name, ts) VALUES($1, $2) ON CONFLICT DO NOTHING RETURNING number", name, now).ExecuteScalar(),
            committed: number =>
            {
                if (number is { } own) _databases[name] = database = new CosmosDatabase((int)own, name, now);
            });
        return database;
    }

    /// <summary>Its containers go with it, in one transaction.</summary>
    public async Task DeleteDatabaseAsync(CosmosDatabase database)
    {
        _databases.TryRemove(KeyValuePair.Create(database.Name, database));
        await _queue.WriteAsync(db =>
        {
            foreach (var container in ContainersOf(db, database)) DeleteContainer(db, container);
            return db.Execute("DELETE FROM databases WHERE number = $1", database.Number);
        });
    }

    /// <returns>Null when the database has a container of that name already, or is gone.</returns>
    public async Task<CosmosContainer?> CreateContainerAsync(CosmosDatabase database, ContainerDefinition definition, string? offer)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        CosmosContainer? container = null;
        await _queue.WriteAsync(
            db =>
            {
                var created = (long?)db.Prepare("""
                    INSERT INTO containers(database, name, definition, offer, ts) SELECT number, $2, $3, $4, $5 FROM databases WHERE number = $1
                    ON CONFLICT DO NOTHING RETURNING number
                    """, database.Number, definition.Name, definition.Text, offer, now).ExecuteScalar();
                if (created is { } own) UniqueKey.CreateIndexes(db, own, definition.UniqueKeys);
                return created;
            },
            committed: number =>
            {
                if (number is { } own) database.Containers[definition.Name] = container = new CosmosContainer(database, (int)own, definition, now) { Offer = offer };
            });
        return container;
    }

    /// <returns>False when the definition is another one than <paramref name="expected"/> by now, or the container is gone.</returns>
    public Task<bool> ReplaceDefinitionAsync(CosmosContainer container, ContainerDefinition definition, ContainerDefinition expected) =>
        _queue.WriteAsync(
            db => db.Execute("UPDATE containers SET definition = $1 WHERE number = $2 AND definition = $3", definition.Text, container.Number, expected.Text) == 1,
            committed: done =>
            {
                if (done) container.Definition = definition;
            });

    public Task ReplaceOfferAsync(CosmosContainer container, string offer) => _queue.WriteAsync(
        db => db.Execute("UPDATE containers SET offer = $1 WHERE number = $2", offer, container.Number),
        committed: _ => container.Offer = offer);

    public async Task DeleteContainerAsync(CosmosContainer container)
    {
        container.Database.Containers.TryRemove(KeyValuePair.Create(container.Definition.Name, container));
        await _queue.WriteAsync(db => DeleteContainer(db, container.Number));
    }

    private int DeleteContainer(Database db, long container)
    {
        ChangeSequence.Keep(db, _sequence.Next());
        StoreSchema.DropIndexes(db, container);
        db.Execute("DELETE FROM items WHERE container = $1", container);
        return db.Execute("DELETE FROM containers WHERE number = $1", container);
    }

    private static List<long> ContainersOf(Database db, CosmosDatabase database)
    {
        var numbers = new List<long>();
        using var rows = db.Prepare("SELECT number FROM containers WHERE database = $1", database.Number).ExecuteReader();
        while (rows.Read()) numbers.Add(rows.GetInt64(0));
        return numbers;
    }

    private bool Load(Database db)
    {
        using (var rows = db.Prepare("SELECT number, name, ts FROM databases").ExecuteReader())
        {
            while (rows.Read()) _databases[rows.GetString(1)] = new CosmosDatabase(rows.GetInt32(0), rows.GetString(1), rows.GetInt64(2));
        }

        var byNumber = _databases.Values.ToDictionary(database => database.Number);
        using var containers = db.Prepare("""
            SELECT c.database, c.number, c.definition, c.ts, c.offer, (SELECT max(lsn) FROM items WHERE container = c.number)
            FROM containers c JOIN databases d ON d.number = c.database
            """).ExecuteReader();
        while (containers.Read()) Add(byNumber[containers.GetInt32(0)], containers);
        return true;
    }

    private static void Add(CosmosDatabase database, SqliteDataReader row)
    {
        var definition = ContainerDefinition.Load(row.GetString(2));
        var container = new CosmosContainer(database, row.GetInt32(1), definition, row.GetInt64(3)) { Offer = row.IsDBNull(4) ? null : row.GetString(4) };
        if (!row.IsDBNull(5)) container.Publish(row.GetInt64(5));
        database.Containers[definition.Name] = container;
    }
}
