using Omni.Functions.Contacts;
using Omni.Functions.Media;

namespace Omni.Functions.Tests.Media;

/// <summary>A provider: files by id.</summary>
internal sealed class Shelf : IMediaSource
{
    public const string Name = "shelf";

    private int _open;
    private int _opened;
    private int _most;

    public Dictionary<string, Func<byte[]>> Files { get; } = [];

    public Dictionary<string, Func<Stream>> Streams { get; } = [];

    public int Opened => _opened;

    public int MostOpen => _most;

    public string Provider => Name;

    public async ValueTask<MediaFile?> OpenAsync(Contact contact, Attachment file, CancellationToken cancellation)
    {
        await Task.Yield();
        Interlocked.Increment(ref _opened);
        if (Streams.TryGetValue(file.FileId!, out var stream))
            return new MediaFile(stream());
        if (!Files.TryGetValue(file.FileId!, out var content))
            return null;
        var bytes = content();
        var now = Interlocked.Increment(ref _open);
        for (var most = _most; now > most; most = _most)
            Interlocked.CompareExchange(ref _most, now, most);
        return new MediaFile(new MemoryStream(bytes), owner: new Closing(() => Interlocked.Decrement(ref _open)));
    }

    private sealed class Closing(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}

internal sealed class EndlessStream : ReadOnlyStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
}

internal sealed class StuckStream : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return 0;
    }
}

internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
