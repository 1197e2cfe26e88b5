using System.Collections.Concurrent;

namespace Omni.LocalAzure.Providers;

/// <summary>The files that the providers have, in memory, and what was asked for.</summary>
public sealed class MediaShelf
{
    private readonly ConcurrentDictionary<string, ShelvedFile> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _refusals = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<AskedFor> _asked = [];

    public IReadOnlyCollection<AskedFor> Asked => _asked;

    public ShelvedFile? Find(string id) => _files.GetValueOrDefault(id);

    public void Put(string id, ShelvedFile file)
    {
        _files[id] = file;
        _refusals.TryRemove(id, out _);
    }

    public void Remember(AskedFor asked) => _asked.Enqueue(asked);

    /// <summary>Whether this request for the file is one of those that are refused.</summary>
    public bool Refuses(string id, ShelvedFile file) =>
        file.Status is not null && (file.Refusals is not { } most || _refusals.AddOrUpdate(id, 1, static (_, count) => count + 1) <= most);
}

/// <param name="Path">Without tokens.</param>
/// <param name="Authorized">Whether the request had a header Authorization.</param>
public sealed record AskedFor(string Path, bool Authorized);
