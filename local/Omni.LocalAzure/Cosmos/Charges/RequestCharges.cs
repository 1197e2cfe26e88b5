namespace Omni.LocalAzure.Cosmos.Charges;

/// <summary>
/// Request units, modelled on the published figures. Reads and writes are interpolated by size; a write adds
/// <see cref="PerIndexedLeaf"/> for each value the indexing policy indexes; a replace pays the size twice, for the old and the new version.
/// A small item of four values then costs 5.71 to create and 10.66 to replace.
/// See https://learn.microsoft.com/azure/cosmos-db/request-units.
/// </summary>
internal static class RequestCharges
{
    public const double Metadata = 1;
    public const double MetadataWrite = 4.95;
    public const double Failed = 1;

    private const double PerIndexedLeaf = 0.19;
    private const double PerFeedItem = 0.05;
    private const double QueryPage = 2.3;
    private const double PerQueryRow = 0.03;
    private const double PerKilobyteRead = 0.02;

    private static readonly (double Kilobytes, double Units)[] ReadBySize =
        [(1, 1), (2, 1.04), (4, 1.14), (8, 1.33), (16, 1.67), (32, 2.19), (64, 4.76), (128, 9.95), (256, 20.28), (512, 40.95)];

    private static readonly (double Kilobytes, double Units)[] WriteBySize =
        [(1, 4.95), (2, 6.29), (4, 6.67), (8, 7.04), (16, 9.52), (32, 11.23), (64, 22.67), (128, 48.19), (256, 98.29)];

    public static double Read(int bytes) => Round(Interpolate(ReadBySize, bytes));

    public static double Create(int bytes, int indexedLeaves) => Round(Interpolate(WriteBySize, bytes) + (PerIndexedLeaf * indexedLeaves));

    public static double Replace(int bytes, int indexedLeaves) => Round((2 * Interpolate(WriteBySize, bytes)) + (PerIndexedLeaf * indexedLeaves));

    public static double Delete(int bytes, int indexedLeaves) => Create(bytes, indexedLeaves);

    public static double Query(int rowsRead, long bytesRead) => Round(QueryPage + (PerQueryRow * rowsRead) + (PerKilobyteRead * bytesRead / 1024));

    public static double Feed(int items, long bytes) => Round(Metadata + (PerFeedItem * items) + (PerKilobyteRead * bytes / 1024));

    public static double Round(double units) => Math.Round(units, 2, MidpointRounding.AwayFromZero);

    private static double Interpolate((double Kilobytes, double Units)[] table, int bytes)
    {
        var kilobytes = bytes / 1024d;
        if (kilobytes <= table[0].Kilobytes) return table[0].Units;
        for (var i = 1; i < table.Length; i++)
        {
            if (kilobytes <= table[i].Kilobytes) return Between(table[i - 1], table[i], kilobytes);
        }

        return Between(table[^2], table[^1], kilobytes);
    }

    private static double Between((double Kilobytes, double Units) low, (double Kilobytes, double Units) high, double kilobytes) =>
        low.Units + ((high.Units - low.Units) * (kilobytes - low.Kilobytes) / (high.Kilobytes - low.Kilobytes));
}
