namespace Omni.Functions.Customers.Matching;

/// <summary>
/// How alike two short strings are, from 0 to 1: Jaro's share of common characters, raised for a common beginning as Winkler proposed.
/// </summary>
/// <remarks>
/// W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage", Proceedings of the
/// Section on Survey Research Methods, American Statistical Association, 1990.
/// </remarks>
public static class JaroWinkler
{
    private const int LongestPrefix = 4;
    private const double PrefixScale = 0.1;
    private const int LongestOnStack = 128;

    public static double Similarity(string left, string right)
    {
        if (left == right)
            return left.Length == 0 ? 0 : 1;
        // Which characters count as common depends on the side that is read first; the measure shall not.
        var jaro = string.CompareOrdinal(left, right) < 0 ? Jaro(left, right) : Jaro(right, left);
        var prefix = left.AsSpan(0, Math.Min(left.Length, LongestPrefix)).CommonPrefixLength(right);
        return jaro + (prefix * PrefixScale * (1 - jaro));
    }

    private static double Jaro(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return 0;
        Span<bool> isCommon = left.Length + right.Length <= LongestOnStack ? stackalloc bool[left.Length + right.Length] : new bool[left.Length + right.Length];
        isCommon.Clear();
        var inLeft = isCommon[..left.Length];
        var inRight = isCommon[left.Length..];
        var common = MarkCommon(left, right, inLeft, inRight);
        if (common == 0)
            return 0;
        var transpositions = OutOfOrder(left, right, inLeft, inRight) / 2;
        return (((double)common / left.Length) + ((double)common / right.Length) + ((double)(common - transpositions) / common)) / 3;
    }

    private static int MarkCommon(ReadOnlySpan<char> left, ReadOnlySpan<char> right, Span<bool> inLeft, Span<bool> inRight)
    {
        var reach = Math.Max(0, (Math.Max(left.Length, right.Length) / 2) - 1);
        var common = 0;
        for (var l = 0; l < left.Length; l++)
        {
            var end = Math.Min(right.Length, l + reach + 1);
            for (var r = Math.Max(0, l - reach); r < end; r++)
            {
                if (inRight[r] || left[l] != right[r])
                    continue;
                inLeft[l] = inRight[r] = true;
                common++;
                break;
            }
        }

        return common;
    }

    private static int OutOfOrder(ReadOnlySpan<char> left, ReadOnlySpan<char> right, Span<bool> inLeft, Span<bool> inRight)
    {
        var (outOfOrder, r) = (0, 0);
        for (var l = 0; l < left.Length; l++)
        {
            if (!inLeft[l])
                continue;
            while (!inRight[r]) r++;
            if (left[l] != right[r])
                outOfOrder++;
            r++;
        }

        return outOfOrder;
    }
}
