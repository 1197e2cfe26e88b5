using Microsoft.AspNetCore.Http;
using Omni.Functions.Ingestion;

namespace Omni.Functions.Tests.Ingestion;

public sealed class RequestBodyTests
{
    private const int Limit = 4 * 1024 * 1024;

    [Fact]
    public async Task An_announced_length_reserves_no_more_than_64_KB_before_bytes_come()
    {
        using var nothing = new RoomOffered([]);

        using var body = await ReadAsync(nothing, announced: Limit);

        Assert.InRange(nothing.First, 1, 64 * 1024);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(Limit)]
    public async Task Every_byte_is_read_announced_or_not(int length)
    {
        var sent = new byte[length];
        Random.Shared.NextBytes(sent);

        using var announced = await ReadAsync(new MemoryStream(sent), length);
        using var unannounced = await ReadAsync(new MemoryStream(sent), announced: null);

        Assert.True(announced!.Bytes.Span.SequenceEqual(sent));
        Assert.True(unannounced!.Bytes.Span.SequenceEqual(sent));
    }

    [Fact]
    public async Task One_byte_more_than_the_limit_is_too_many() =>
        Assert.Null(await ReadAsync(new MemoryStream(new byte[Limit + 1]), announced: null));

    private static ValueTask<RequestBody?> ReadAsync(Stream content, long? announced)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = content;
        request.ContentLength = announced;
        return RequestBody.ReadAsync(request, Limit, CancellationToken.None);
    }

    /// <summary>Keeps how much room the first read had.</summary>
    private sealed class RoomOffered(byte[] content) : MemoryStream(content)
    {
        public int First { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (First == 0)
                First = buffer.Length;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
