using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>Figures over an array; anything but numbers in it gives undefined, except for the extremes, which know all primitives.</summary>
internal static class ArrayNumbers
{
    public static readonly SqlFunction[] All =
    [
        Over("ARRAY_SUM", numbers => numbers.Sum()),
        Over("ARRAY_AVG", numbers => numbers.Average()),
        Over("ARRAY_MEDIAN", Median),
        Extreme("ARRAY_MIN", -1),
        Extreme("ARRAY_MAX", 1),
    ];

    private static SqlFunction Over(string name, Func<List<double>, double> compute) => new(name, 1, 1, a =>
        a[0].ItemCount > 0 && a[0].Items.All(item => item.Kind == SqlKind.Number)
            ? SqlValue.Of(compute([.. a[0].Items.Select(item => item.Number)]))
            : default);

    private static double Median(List<double> numbers)
    {
        numbers.Sort();
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
    }

    private static SqlFunction Extreme(string name, int direction) => new(name, 1, 1, a =>
        a[0].ItemCount > 0 && a[0].Items.All(item => item.Kind is not (SqlKind.Array or SqlKind.Object))
            ? a[0].Items.Aggregate((best, item) => SqlComparison.Order(item, best) * direction > 0 ? item : best)
            : default);
}
