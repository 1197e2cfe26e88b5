using System.Buffers;
using System.Globalization;
using System.Text;

namespace Omni.LocalAzure.Cosmos.Wire;

/// <summary>A page of documents while it is filled.</summary>
internal sealed class FeedBody
{
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _body = new(4096);
    private readonly int _maxItems;

    public FeedBody(string rid, int maxItems, string name = "Documents")
    {
        _maxItems = maxItems;
        _body.Write(Encoding.ASCII.GetBytes($"{{\"_rid\":\"{rid}\",\"{name}\":["));
    }

    public int Count { get; private set; }

    public int Bytes => _body.WrittenCount;

    public bool IsFull => Count >= _maxItems || _body.WrittenCount > MaxBytes;

    public void Add(ReadOnlySpan<byte> document)
    {
        if (Count++ > 0) _body.Write(","u8);
        _body.Write(document);
    }

    public ReadOnlyMemory<byte> Complete()
    {
        _body.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"],\"_count\":{Count}}}")));
        return _body.WrittenMemory;
    }
}
