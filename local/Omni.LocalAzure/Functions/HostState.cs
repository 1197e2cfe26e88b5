using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Functions;

/// <summary>What the host remembers over restarts: when timers ran, how far change feeds were read. One small text per key.</summary>
public sealed class HostState : IDisposable
{
    private readonly CommitQueue _store;

    public HostState(string path) =>
        _store = new CommitQueue(path, "CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");

    /// <returns>Null when nothing was kept.</returns>
    public string? Find(string key) => _store.Read(database => database.Prepare("SELECT value FROM state WHERE key = $1", key).ExecuteScalar() as string);

    /// <summary>Ends when it is on disk.</summary>
    public Task KeepAsync(string key, string value) =>
        _store.WriteAsync(database => database.Execute("INSERT INTO state VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value));

    public void Dispose() => _store.Dispose();
}
