using Microsoft.Data.Sqlite;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Tests.Storage;

public sealed class SharedCommits : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("commits-");
    private readonly CommitQueue _queue;

    public SharedCommits() => _queue = new CommitQueue(Path.Combine(_folder.FullName, "words.db"), "CREATE TABLE IF NOT EXISTS words (word TEXT PRIMARY KEY)");

    public void Dispose()
    {
        _queue.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_work_whose_second_insert_fails_leaves_nothing_and_takes_nothing_from_those_it_shares_the_commit_with()
    {
        var (before, broken, after) = await ShareACommitAsync("before", ["half", "before"], "after");

        await Task.WhenAll(before, after);
        await Assert.ThrowsAsync<SqliteException>(() => broken);
        Assert.Equal(["after", "before"], Words());
    }

    [Fact]
    public async Task What_failed_can_be_tried_again()
    {
        var (_, broken, _) = await ShareACommitAsync("before", ["half", "before"], "after");
        await Assert.ThrowsAsync<SqliteException>(() => broken);

        await InsertAsync("half", "whole");

        Assert.Equal(["after", "before", "half", "whole"], Words());
    }

    /// <summary>The writer is held until all three wait for it.</summary>
    private async Task<(Task Before, Task Broken, Task After)> ShareACommitAsync(string before, string[] broken, string after)
    {
        using var all = new ManualResetEventSlim();
        var holding = _queue.WriteAsync(_ => all.Wait(TimeSpan.FromMinutes(1)));
        var shared = (InsertAsync(before), InsertAsync(broken), InsertAsync(after));
        all.Set();
        Assert.True(await holding);
        return shared;
    }

    private Task<int> InsertAsync(params string[] words) => _queue.WriteAsync(db =>
    {
        foreach (var word in words) db.Execute("INSERT INTO words (word) VALUES ($1)", word);
        return words.Length;
    });

    private List<string> Words() => _queue.Read(db =>
    {
        var words = new List<string>();
        using var rows = db.Prepare("SELECT word FROM words ORDER BY word").ExecuteReader();
        while (rows.Read()) words.Add(rows.GetString(0));
        return words;
    });
}
