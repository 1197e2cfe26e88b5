namespace Omni.Functions.Customers.Matching;

/// <summary>
/// How many slips of the hand lie between two short strings: insertions, deletions, substitutions and transpositions of neighbours
/// (F. J. Damerau, "A technique for computer detection and correction of spelling errors", Communications of the ACM 7(3), 1964).
/// </summary>
internal static class EditDistance
{
    private const int LongestString = 32;

    /// <summary>Longer strings than any number or date count as wholly different.</summary>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right))
            return 0;
        if (left.Length > LongestString || right.Length > LongestString)
            return LongestString;

        var width = right.Length + 1;
        Span<int> rows = stackalloc int[3 * (LongestString + 1)];
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        for (var r = 0; r < width; r++) last[r] = r;
        for (var l = 1; l <= left.Length; l++)
        {
            row[0] = l;
            for (var r = 1; r < width; r++)
            {
                var isSame = left[l - 1] == right[r - 1];
                row[r] = Math.Min(Math.Min(last[r], row[r - 1]) + 1, last[r - 1] + (isSame ? 0 : 1));
                if (l > 1 && r > 1 && left[l - 1] == right[r - 2] && left[l - 2] == right[r - 1])
                    row[r] = Math.Min(row[r], before[r - 2] + 1);
            }

            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[right.Length];
    }
}
