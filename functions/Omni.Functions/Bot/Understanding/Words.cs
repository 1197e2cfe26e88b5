using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace Omni.Functions.Bot.Understanding;

/// <summary>The words of a text as they are compared: lower case, and without their endings in Russian and English.</summary>
internal static class Words
{
    private const int LongestText = 1000;

    /// <summary>Lower-case runs of letters and digits.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var span = text.AsSpan(0, Math.Min(text.Length, LongestText));
        for (var at = 0; at < span.Length;)
        {
            var start = at;
            while (at < span.Length && (char.IsLetterOrDigit(span[at]) || (at > start && span[at] == '\'')))
                at++;
            if (at > start)
                words.Add(Plain(span[start..at]));
            else
                at++;
        }

        return words;
    }

    public static IEnumerable<string> StemsOf(IEnumerable<string> words)
    {
        SnowballProgram russian = new RussianStemmer(), english = new EnglishStemmer();
        return words.Select(word => Stem(IsCyrillic(word[0]) ? russian : english, word));
    }

    /// <returns><c>ru</c> or <c>en</c>, by the letters; null where there are none of either.</returns>
    public static string? LanguageOf(string text)
    {
        var (cyrillic, latin) = (text.Count(IsCyrillic), text.Count(char.IsAsciiLetter));
        return cyrillic + latin == 0 ? null : cyrillic >= latin ? "ru" : "en";
    }

    private static string Plain(ReadOnlySpan<char> word) => word.ToString().ToLowerInvariant().Replace('ё', 'е').Replace("'", "", StringComparison.Ordinal);

    private static string Stem(SnowballProgram stemmer, string word)
    {
        stemmer.SetCurrent(word);
        stemmer.Stem();
        return stemmer.Current.Length > 0 ? stemmer.Current : word;
    }

    private static bool IsCyrillic(char letter) => letter is >= '\u0400' and <= '\u04FF';
}
