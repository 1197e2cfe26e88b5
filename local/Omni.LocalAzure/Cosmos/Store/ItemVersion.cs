using System.Globalization;
using System.Text;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>One version of an item: which item, which change made it, when. The etag is a function of the version, so it needs no column.</summary>
internal readonly record struct ItemVersion(long Rid, long Lsn, long Timestamp)
{
    private const int ETagLength = 36;

    private static ReadOnlySpan<byte> RidName => ",\"_rid\":\""u8;

    private static ReadOnlySpan<byte> SelfName => "\",\"_self\":\""u8;

    private static ReadOnlySpan<byte> ETagName => "/\",\"_etag\":\"\\\""u8;

    private static ReadOnlySpan<byte> Attachments => "\\\"\",\"_attachments\":\"attachments/\",\"_ts\":"u8;

    /// <summary>With its quotes, as in the header and (escaped) in <c>_etag</c>.</summary>
    public string ETag => $"\"{BareETag}\"";

    private string BareETag => string.Create(
        CultureInfo.InvariantCulture, $"{(uint)(Lsn >> 16):x8}-{(ushort)Lsn:x4}-0000-0000-{(uint)Timestamp:x8}0000");

    /// <summary>The document as it is stored and answered: the client's properties, then the system's.</summary>
    public byte[] Document(ReadOnlySpan<byte> properties, CosmosContainer container)
    {
        Span<byte> rid = stackalloc byte[ResourceId.ItemTextLength];
        ResourceId.WriteItem(container.RidBytes, Rid, rid);
        Span<byte> timestamp = stackalloc byte[20];
        Timestamp.TryFormat(timestamp, out var timestampLength, default, CultureInfo.InvariantCulture);
        Span<byte> etag = stackalloc byte[ETagLength];
        Encoding.ASCII.GetBytes(BareETag, etag);
        var fixedLength = 2 + RidName.Length + SelfName.Length + ETagName.Length + Attachments.Length + (2 * rid.Length) + ETagLength;
        var document = new byte[properties.Length + fixedLength + container.ItemSelf.Length + timestampLength];
        var rest = document.AsSpan();
        Append(ref rest, "{"u8);
        Append(ref rest, properties);
        Append(ref rest, RidName);
        Append(ref rest, rid);
        Append(ref rest, SelfName);
        Append(ref rest, container.ItemSelf);
        Append(ref rest, rid);
        Append(ref rest, ETagName);
        Append(ref rest, etag);
        Append(ref rest, Attachments);
        Append(ref rest, timestamp[..timestampLength]);
        Append(ref rest, "}"u8);
        return document;
    }

    private static void Append(ref Span<byte> rest, scoped ReadOnlySpan<byte> part)
    {
        part.CopyTo(rest);
        rest = rest[part.Length..];
    }
}
