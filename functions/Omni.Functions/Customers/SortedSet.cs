namespace Omni.Functions.Customers;

/// <summary>Sets that are kept as lists ordered by a key.</summary>
internal static class SortedSet
{
    /// <summary>
    /// Keeps the first keys in order, not the newest: what is among the first of all is among the first of any part, so the limit
    /// cuts the same ones whatever the order of arrival.
    /// </summary>
    public static IReadOnlyList<T> Union<T>(IReadOnlyList<T> left, IReadOnlyList<T> right, Func<T, string> key, Func<T, T, T> join, int limit)
    {
        if (right.Count == 0)
            return left;
        var union = new List<T>(Math.Min(limit, left.Count + right.Count));
        var (l, r) = (0, 0);
        while (union.Count < limit && (l < left.Count || r < right.Count))
        {
            var order = l == left.Count ? 1
                : r == right.Count ? -1
                : string.CompareOrdinal(key(left[l]), key(right[r]));
            union.Add(order switch
            {
                < 0 => left[l++],
                > 0 => right[r++],
                _ => join(left[l++], right[r++]),
            });
        }

        return union;
    }
}
