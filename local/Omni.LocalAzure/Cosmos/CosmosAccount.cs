using Microsoft.Data.Sqlite;
using Omni.LocalAzure.Cosmos.Http;
using Omni.LocalAzure.Cosmos.Queries;
using Omni.LocalAzure.Cosmos.Store;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Cosmos;

/// <summary>
/// A Cosmos DB account in one SQLite file. Clients reach it over HTTP (<see cref="CosmosEndpoints.MapCosmos"/>);
/// the other stand-ins of the process use these methods and skip the wire.
/// </summary>
public sealed class CosmosAccount : IDisposable
{
    /// <summary>The key every emulator has: https://learn.microsoft.com/azure/cosmos-db/emulator.</summary>
    public const string EmulatorKey = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    private static readonly TimeSpan CleaningPeriod = TimeSpan.FromMinutes(1);

    private readonly CommitQueue _queue;
    private readonly ITimer _cleaning;

    public CosmosAccount(string path, TimeProvider time, string key = EmulatorKey)
    {
        _queue = new CommitQueue(path, StoreSchema.Sql, Register);
        var sequence = new ChangeSequence(_queue);
        Catalogue = new Catalogue(_queue, sequence, time);
        Items = new ItemStore(_queue, new ItemWriter(sequence, time), time);
        Queries = new QueryRunner(Items, time);
        Faults = new CosmosFaults(time);
        Throughput = new CosmosThroughput(time);
        Key = new MasterKey(key, time);
        _cleaning = time.CreateTimer(_ => RemoveExpired(), null, CleaningPeriod, CleaningPeriod);
    }

    public CosmosFaults Faults { get; }

    public CosmosThroughput Throughput { get; }

    public CosmosStatistics Statistics { get; } = new();

    internal Catalogue Catalogue { get; }

    internal ItemStore Items { get; }

    internal QueryRunner Queries { get; }

    internal MasterKey Key { get; }

    public IReadOnlyList<string> ContainerNames(string database) =>
        [.. (Catalogue.FindDatabase(database)?.Containers.Keys ?? []).Order(StringComparer.Ordinal)];

    /// <summary>Documents changed after a position, oldest change first, each once in its newest version and with <c>_lsn</c>; position 0 is the beginning.</summary>
    public CosmosChanges ReadChanges(string database, string container, long afterLsn, int max)
    {
        var known = Find(database, container);
        return Items.Read((db, now) =>
        {
            var items = ItemReader.Changes(db, known, ItemScope.Everything, afterLsn, since: 0, now).Take(max).ToList();
            return new CosmosChanges
            {
                Documents = [.. items.Select(ChangeFeed.WithLsn)],
                LastLsn = items.Count == 0 ? afterLsn : items[^1].Version.Lsn,
            };
        });
    }

    /// <summary>The number of the container's newest change; 0 when it has none.</summary>
    public long CurrentLsn(string database, string container) => Find(database, container).LastLsn;

    /// <summary>Completes when the container has a change after <paramref name="afterLsn"/>.</summary>
    public Task WaitForChangeAsync(string database, string container, long afterLsn, CancellationToken cancellation) =>
        Find(database, container).WaitForChangeAfterAsync(afterLsn, cancellation);

    /// <summary>The document as clients get it, UTF-8; null when there is none.</summary>
    public ReadOnlyMemory<byte>? ReadItem(string database, string container, string partitionKey, string id) =>
        Items.Read(Find(database, container), PartitionKey.Of(partitionKey), id) is { Status: 200 } found ? found.Body : default(ReadOnlyMemory<byte>?);

    /// <summary>Writes UTF-8 JSON with its id and partition key property; <paramref name="ifMatch"/> is the etag the stored document must have.</summary>
    /// <returns>200, 201 or 412.</returns>
    /// <exception cref="FormatException">The document is not acceptable.</exception>
    public async Task<int> UpsertItemAsync(string database, string container, ReadOnlyMemory<byte> document, string? ifMatch = null)
    {
        var known = Find(database, container);
        var parsed = ItemDocument.Parse(document.Span, known.Definition);
        var result = await Items.WriteAsync(known, new ItemOperation
        {
            Kind = ItemOperationKind.Upsert,
            PartitionKey = parsed.PartitionKey,
            Id = parsed.Id,
            Document = parsed,
            IfMatch = ifMatch,
        });
        return result.Status;
    }

    public void Dispose()
    {
        _cleaning.Dispose();
        _queue.Dispose();
    }

    /// <summary>Nobody waits for it: what fails or is cut off is found again a minute later.</summary>
    private void RemoveExpired()
    {
        foreach (var container in Catalogue.Databases.SelectMany(database => database.Containers.Values)) _ = Items.RemoveExpiredAsync(container);
    }

    /// <summary>The functions that indexes are on; every connection needs them.</summary>
    private static void Register(SqliteConnection connection)
    {
        OrderKey.Register(connection);
        EffectiveKey.Register(connection);
        UniqueKey.Register(connection);
    }

    private CosmosContainer Find(string database, string container) =>
        Catalogue.FindContainer(database, container) ?? throw new InvalidOperationException($"There is no container {database}/{container}.");
}

/// <summary>A page of changes.</summary>
public sealed record CosmosChanges
{
    public required IReadOnlyList<ReadOnlyMemory<byte>> Documents { get; init; }

    /// <summary>The position to go on from.</summary>
    public required long LastLsn { get; init; }
}
