namespace Omni.Functions.Bot.Understanding;

/// <summary>What a text is judged by: its stems, pairs of neighbours, and pieces of three to five letters of its words, by which a slip of the keyboard or an unknown ending changes little.</summary>
internal static class Features
{
    private const int ShortestPiece = 3;
    private const int LongestPiece = 5;

    /// <summary>Stands for every number.</summary>
    private const string Number = "#";

    /// <returns>With how often each is there.</returns>
    public static Dictionary<string, int> Of(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = Words.Split(text);
        var stems = Words.StemsOf(words).Select(static stem => char.IsAsciiDigit(stem[0]) ? Number : stem).ToList();
        foreach (var stem in stems)
            Count(stem);
        foreach (var (left, right) in stems.Zip(stems.Skip(1)))
            Count($"{left} {right}");
        foreach (var word in words)
            CountPieces($"^{word}$");
        return counts;

        void Count(string feature) => counts[feature] = counts.GetValueOrDefault(feature) + 1;

        void CountPieces(string word)
        {
            for (var length = ShortestPiece; length <= LongestPiece; length++)
            {
                for (var at = 0; at + length <= word.Length; at++)
                    Count($"…{word.AsSpan(at, length)}");
            }
        }
    }
}
