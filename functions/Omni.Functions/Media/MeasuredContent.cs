using System.Security.Cryptography;
using Omni.Functions.Contacts;

namespace Omni.Functions.Media;

/// <summary>Bytes on their way: counted, hashed, their head remembered; stopped where they are too many.</summary>
/// <param name="source">Read once.</param>
/// <param name="limit">Bytes that are let through.</param>
public sealed class MeasuredContent(Stream source, long limit) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _head = new byte[FileType.HeadLength];
    private long _size;

    /// <returns>How many; 0 at the end.</returns>
    /// <exception cref="MediaRefusedException">There are more than the limit.</exception>
    /// <exception cref="MediaUnavailableException">The connection broke.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        int read;
        try
        {
            read = await source.ReadAsync(buffer, cancellation);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            throw new MediaUnavailableException($"The connection broke ({failure.GetType().Name}).");
        }

        var bytes = buffer.Span[..read];
        if (_size < _head.Length)
            bytes[..(int)Math.Min(bytes.Length, _head.Length - _size)].CopyTo(_head.AsSpan((int)_size));
        _size += read;
        if (_size > limit)
            throw new MediaRefusedException(AttachmentProblem.TooLarge);
        _hash.AppendData(bytes);
        return read;
    }

    /// <summary>To be asked once all is read.</summary>
    /// <param name="declared">The type that the sender said.</param>
    public FileFacts Facts(string? declared) => new(
        _size, Convert.ToHexStringLower(_hash.GetCurrentHash()), FileType.Of(_head.AsSpan(0, (int)Math.Min(_size, _head.Length)), declared));

    public void Dispose() => _hash.Dispose();
}
