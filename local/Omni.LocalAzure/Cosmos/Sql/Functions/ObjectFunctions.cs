using System.Buffers.Binary;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>Functions over objects, items and choices.</summary>
internal static class ObjectFunctions
{
    private const int RidBytes = 16;
    private const ulong KindBits = 0xF0UL << 56;

    public static readonly SqlFunction[] All =
    [
        new("IIF", 3, 3, a => a[0].IsTrue ? a[1] : a[2]),
        new("CHOOSE", 2, int.MaxValue, Choose),
        new("OBJECTTOARRAY", 1, 3, ToArray),
        new("DOCUMENTID", 1, 1, a => DocumentId(a[0].Property("_rid"))),
    ];

    private static SqlValue Choose(SqlValue[] a) =>
        a[0].Kind == SqlKind.Number && a[0].Number >= 1 && a[0].Number < a.Length && a[0].Number == Math.Floor(a[0].Number) ? a[(int)a[0].Number] : default;

    private static SqlValue ToArray(SqlValue[] a)
    {
        if (a[0].Kind != SqlKind.Object || !a.Skip(1).All(name => name.Kind == SqlKind.Text)) return default;
        var (key, value) = (a.Length > 1 ? a[1].Text : "k", a.Length > 2 ? a[2].Text : "v");
        return SqlValue.Of(a[0].Properties.Select(property =>
            SqlValue.Of([KeyValuePair.Create(key, SqlValue.Of(property.Key)), KeyValuePair.Create(value, property.Value)])));
    }

    /// <summary>The item's number in its container, which its resource id ends with.</summary>
    private static SqlValue DocumentId(SqlValue rid)
    {
        if (rid.Kind != SqlKind.Text) return default;
        Span<byte> bytes = stackalloc byte[RidBytes];
        return Convert.TryFromBase64String(rid.Text.Replace('-', '/'), bytes, out var written) && written == RidBytes
            ? SqlValue.Of(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(RidBytes / 2)..]) & ~KindBits)
            : default;
    }
}
