using System.Collections.Concurrent;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>The messages on disk. A work runs on the one writer, so what it reads and counts nobody else changes.</summary>
internal sealed class MessageStore : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS messages (sequence INTEGER PRIMARY KEY, queue TEXT NOT NULL, body BLOB NOT NULL, content_type TEXT,
            properties BLOB NOT NULL, enqueued INTEGER NOT NULL, expires INTEGER NOT NULL, scheduled INTEGER, deliveries INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS accepted (destination TEXT NOT NULL, sequence INTEGER NOT NULL, id BLOB NOT NULL, until INTEGER NOT NULL,
            PRIMARY KEY (destination, sequence)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT OR IGNORE INTO counters VALUES ('sequence', 0);
        """;

    private const string LastSequence = """
        SELECT max(value, coalesce((SELECT max(sequence) FROM messages), 0), coalesce((SELECT max(sequence) FROM accepted), 0))
        FROM counters WHERE name = 'sequence'
        """;

    // Numbers are reserved on disk by the block: a number is never given twice, and few writes are spent on that.
    private const long Block = 10_000;

    private readonly CommitQueue _commits;
    private readonly ConcurrentQueue<QueuedMessage> _counted = new();
    private long _sequence;
    private long _reserved;

    public MessageStore(string path)
    {
        _commits = new CommitQueue(path, Schema);
        _sequence = _reserved = _commits.Read(database => (long)database.Prepare(LastSequence).ExecuteScalar()!); // the counter is inserted by the schema
    }

    public Task<T> WriteAsync<T>(Func<Database, T> work, Action<T> committed, Action failed) => _commits.WriteAsync(
        database =>
        {
            WriteDeliveryCounts(database);
            try
            {
                return work(database);
            }
            catch
            {
                ForgetReservation();
                throw;
            }
        },
        committed,
        () =>
        {
            ForgetReservation();
            failed();
        });

    /// <summary>Only within a work.</summary>
    public long NextSequence(Database database)
    {
        if (_sequence == _reserved)
        {
            database.Execute("UPDATE counters SET value = $1 WHERE name = 'sequence'", _reserved + Block);
            _reserved += Block;
        }

        return ++_sequence;
    }

    /// <summary>The count goes to disk with the next commit; until then a crash forgets it.</summary>
    public void RememberDeliveryCount(QueuedMessage message) => _counted.Enqueue(message);

    public static void Insert(Database database, string queue, QueuedMessage message, byte[] properties) => database.Execute(
        "INSERT INTO messages VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        message.Sequence, queue, message.Content.Body.ToArray(), message.Content.ContentType, properties,
        message.EnqueuedTime.UtcTicks, message.ExpiresAt.UtcTicks, message.ScheduledFor?.UtcTicks, message.DeliveryCount);

    public static void Delete(Database database, QueuedMessage message) =>
        database.Execute("DELETE FROM messages WHERE sequence = $1", message.Sequence);

    /// <summary>Everything but the body, which never changes.</summary>
    public static void Move(Database database, QueuedMessage from, string queue, QueuedMessage to) => database.Execute(
        """
        UPDATE messages SET sequence = $2, queue = $3, properties = $4, enqueued = $5, expires = $6, scheduled = NULL, deliveries = $7
        WHERE sequence = $1
        """,
        from.Sequence, to.Sequence, queue, MessageJson.WriteProperties(to.Content), to.EnqueuedTime.UtcTicks, to.ExpiresAt.UtcTicks,
        to.DeliveryCount);

    public IReadOnlyList<(string Queue, QueuedMessage Message)> LoadMessages() => _commits.Read(StoredRows.Messages);

    public IReadOnlyList<AcceptedId> LoadAccepted(string destination) => _commits.Read(database => StoredRows.Accepted(database, destination));

    public void Dispose() => _commits.Dispose();

    /// <summary>It may have been rolled back: the next number writes it again.</summary>
    private void ForgetReservation() => _reserved = _sequence;

    private void WriteDeliveryCounts(Database database)
    {
        while (_counted.TryDequeue(out var message))
            database.Execute("UPDATE messages SET deliveries = $2 WHERE sequence = $1", message.Sequence, message.DeliveryCount);
    }
}
