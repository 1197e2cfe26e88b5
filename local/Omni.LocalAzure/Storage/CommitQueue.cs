using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Omni.LocalAzure.Storage;

/// <summary>
/// One SQLite file with one writer. Writes that wait at the same time share a commit (synchronous=FULL), each in its own savepoint,
/// and complete only after that commit: durable, and cheap under load.
/// </summary>
public sealed class CommitQueue : IDisposable
{
    private readonly BlockingCollection<Work> _waiting = new(new ConcurrentQueue<Work>());
    private readonly ConcurrentBag<Database> _readers = [];
    private readonly string _path;
    private readonly Action<SqliteConnection>? _prepare;
    private readonly Database _writer;
    private readonly Thread _thread;

    /// <param name="path">The file.</param>
    /// <param name="schema">Statements that create what is missing.</param>
    /// <param name="prepare">Run on each new connection, for instance to add functions that the schema's indexes use.</param>
    public CommitQueue(string path, string schema, Action<SqliteConnection>? prepare = null)
    {
        _path = path;
        _prepare = prepare;
        _writer = Database.Open(path, prepare);
        _writer.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        _writer.Execute(schema);
        _thread = new Thread(Run) { IsBackground = true, Name = $"commit {Path.GetFileName(path)}" };
        _thread.Start();
    }

    /// <summary>Runs <paramref name="work"/> on the writer; completes when it is on disk. A throwing work is rolled back alone.</summary>
    /// <param name="work">The writes.</param>
    /// <param name="committed">Runs on the writer after the commit, in the order of the works, before anybody hears of it.</param>
    /// <param name="failed">Runs on the writer instead, when nothing of the work was kept.</param>
    public Task<T> WriteAsync<T>(Func<Database, T> work, Action<T>? committed = null, Action? failed = null)
    {
        var item = new Work<T>(work, committed, failed);
        try
        {
            _waiting.Add(item);
        }
        catch (Exception closed) when (closed is InvalidOperationException or ObjectDisposedException)
        {
            return Task.FromException<T>(new ObjectDisposedException(nameof(CommitQueue), closed));
        }

        return item.Task;
    }

    /// <summary>Runs <paramref name="work"/> on a reader that sees everything committed so far.</summary>
    public T Read<T>(Func<Database, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!_readers.TryTake(out var reader)) reader = Database.Open(_path, _prepare);
        try
        {
            return work(reader);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _writer.Dispose();
        foreach (var reader in _readers) reader.Dispose();
        _waiting.Dispose();
    }

    private void Run()
    {
        var batch = new List<Work>();
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            batch.Clear();
            batch.Add(first);
            while (batch.Count < 512 && _waiting.TryTake(out var next)) batch.Add(next);
            Commit(batch);
        }
    }

    private void Commit(List<Work> batch)
    {
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            foreach (var work in batch) work.Run(_writer);
            _writer.Execute("COMMIT");
        }
        catch (SqliteException failure)
        {
            RollBack();
            foreach (var work in batch) work.Fail(failure);
            return;
        }

        foreach (var work in batch) work.Complete();
    }

    private void RollBack()
    {
        try
        {
            _writer.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    private abstract class Work
    {
        public abstract void Run(Database writer);

        public abstract void Fail(Exception failure);

        public abstract void Complete();
    }

    private sealed class Work<T>(Func<Database, T> work, Action<T>? committed, Action? failed) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Exception? _failure;
        private T? _result;

        public Task<T> Task => _done.Task;

        public override void Run(Database writer)
        {
            writer.Execute("SAVEPOINT work");
            try
            {
                _result = work(writer);
                writer.Execute("RELEASE work");
            }
            catch (Exception failure)
            {
                _failure = failure;
                writer.Execute("ROLLBACK TO work; RELEASE work");
            }
        }

        public override void Fail(Exception failure)
        {
            failed?.Invoke();
            _done.TrySetException(failure);
        }

        public override void Complete()
        {
            if (_failure is not null)
            {
                Fail(_failure);
                return;
            }

            committed?.Invoke(_result!); // set by Run, null only where T allows it
            _done.TrySetResult(_result!);
        }
    }
}
