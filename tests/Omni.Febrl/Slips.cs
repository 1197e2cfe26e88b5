namespace Omni.Febrl;

/// <summary>What hands, ears and scanners do to a value.</summary>
internal static class Slips
{
    /// <summary>The value after the slip, the same one where the slip cannot happen to it; <paramref name="other"/> draws another value of the field.</summary>
    public static string Make(Slip slip, string value, bool isDigits, Func<string> other, SeededRandom random)
    {
        if (value.Length == 0)
            return slip == Slip.NewValue ? other() : value;
        return slip switch
        {
            Slip.Phonetic => Replace(value, Keyboard.Heard, random),
            Slip.Scan => Replace(value, Keyboard.Scanned, random),
            Slip.Insert => value.Insert(Position(value.Length + 1, random), Keyboard.Miss(Key(value, random), isDigits, random).ToString()),
            Slip.Delete => value.Length > 1 ? value.Remove(Position(value.Length, random), 1) : value,
            Slip.Substitute => Substitute(value, isDigits, random),
            Slip.Transpose => Transpose(value, random),
            Slip.OtherValue => other(),
            Slip.SwapWords => SwapWords(value, random),
            Slip.InsertSpace => value.Length > 1 ? value.Insert(1 + Position(value.Length - 1, random), " ") : value,
            Slip.DeleteSpace => DeleteSpace(value, random),
            Slip.Missing => "",
            _ => value,
        };
    }

    /// <summary>Errors seldom fall on the first or the last letter: the mean of two draws lies about the middle.</summary>
    private static int Position(int length, SeededRandom random) => (random.Below(length) + random.Below(length) + 1) / 2;

    private static char Key(string value, SeededRandom random) => value[Position(value.Length, random)];

    private static string Replace(string value, IReadOnlyList<(string From, string To)> pairs, SeededRandom random)
    {
        var possible = pairs.Where(pair => value.Contains(pair.From, StringComparison.Ordinal)).ToArray();
        if (possible.Length == 0)
            return value;
        var (from, to) = random.Any(possible);
        var places = Enumerable.Range(0, value.Length).Where(at => string.CompareOrdinal(value, at, from, 0, from.Length) == 0).ToArray();
        var place = random.Any(places);
        return value.Remove(place, from.Length).Insert(place, to);
    }

    private static string Substitute(string value, bool isDigits, SeededRandom random)
    {
        var at = Position(value.Length, random);
        return value.Remove(at, 1).Insert(at, Keyboard.Miss(value[at], isDigits, random).ToString());
    }

    private static string Transpose(string value, SeededRandom random)
    {
        if (value.Length < 2)
            return value;
        var at = Position(value.Length - 1, random);
        return string.Concat(value.AsSpan(0, at), $"{value[at + 1]}{value[at]}", value.AsSpan(at + 2));
    }

    private static string SwapWords(string value, SeededRandom random)
    {
        var words = value.Split(' ');
        if (words.Length < 2)
            return value;
        var at = random.Below(words.Length - 1);
        (words[at], words[at + 1]) = (words[at + 1], words[at]);
        return string.Join(' ', words);
    }

    private static string DeleteSpace(string value, SeededRandom random)
    {
        var spaces = Enumerable.Range(0, value.Length).Where(at => value[at] == ' ').ToArray();
        return spaces.Length == 0 ? value : value.Remove(random.Any(spaces), 1);
    }
}
