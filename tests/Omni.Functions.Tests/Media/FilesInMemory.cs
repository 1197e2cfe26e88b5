using System.Collections.Concurrent;
using Omni.Functions.Customers;
using Omni.Functions.Media;

namespace Omni.Functions.Tests.Media;

/// <summary>The port of kept files; nothing of a file that broke off is there.</summary>
internal sealed class FilesInMemory : IFileStore
{
    public ConcurrentDictionary<string, (FileFacts Facts, byte[] Content)> Kept { get; } = [];

    public int Writes { get; private set; }

    public bool IsAway { get; set; }

    public Task<FileFacts?> FindAsync(string name, CancellationToken cancellation) =>
        Task.FromResult(Answer(() => Kept.TryGetValue(name, out var kept) ? kept.Facts : null));

    public async Task<FileFacts> KeepAsync(string name, MeasuredContent content, string? declared, CancellationToken cancellation)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var read)
            await kept.WriteAsync(buffer.AsMemory(0, read), cancellation);
        return Answer(() =>
        {
            Writes++;
            return (Kept[name] = (content.Facts(declared), kept.ToArray())).Facts;
        });
    }

    public Task<ReadOnlyMemory<byte>> ReadAsync(string name, CancellationToken cancellation) => Task.FromResult(Answer(() => (ReadOnlyMemory<byte>)Kept[name].Content));

    public Task<Uri> LinkAsync(string name, FileServing serving, DateTimeOffset until, CancellationToken cancellation) =>
        Task.FromResult(Answer(() => new Uri($"https://files.example/{name}?until={until:O}&as={Uri.EscapeDataString(serving.ContentType)}")));

    private T Answer<T>(Func<T> answer)
    {
        lock (Kept)
            return IsAway ? throw new StoreUnavailableException("Away.") : answer();
    }
}
