using System.Globalization;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>The form items have in the change feed.</summary>
internal static class ChangeFeed
{
    private static ReadOnlySpan<byte> LsnName => ",\"_lsn\":"u8;

    /// <summary>The document with the number of its last change as <c>_lsn</c>.</summary>
    public static ReadOnlyMemory<byte> WithLsn(StoredItem item)
    {
        var open = item.Body.AsSpan()[..^1];
        var document = new byte[open.Length + LsnName.Length + 20];
        open.CopyTo(document);
        LsnName.CopyTo(document.AsSpan(open.Length));
        var end = open.Length + LsnName.Length;
        item.Version.Lsn.TryFormat(document.AsSpan(end), out var digits, default, CultureInfo.InvariantCulture);
        document[end + digits] = (byte)'}';
        return document.AsMemory(0, end + digits + 1);
    }
}
