using System.Collections.Frozen;
using System.Text;

namespace Omni.Functions.Customers.Matching;

/// <summary>
/// One form for all ways to write a name: Cyrillic and the usual transliterations of it (ISO/R 9, BGN/PCGN, passports, German, Polish and
/// everyday habits) end in the same small Latin alphabet, and so do letters with diacritics. It is for comparing only, never to be shown.
/// </summary>
/// <remarks>
/// The folding is coarser than any of these standards, since it must not matter which one was followed: ж and з are one letter, so are ш, щ and
/// с, and ч and ц; й, ы and и are one, ё and э are е; soft and hard signs and doubled letters are gone.
/// </remarks>
public static class NameForm
{
    private const int LongestPattern = 4;
    private const char WordBreak = ' ';

    private static readonly FrozenDictionary<char, string> Letters = Table(
        "а=a б=b в=v г=g ґ=g д=d е=e ё=e є=e э=e ж=z з=z и=i й=i і=i ї=i ы=i ј=i к=k л=l љ=l м=m н=n њ=n о=o п=p р=r с=s т=t у=u ў=u ф=f х=h ц=c ч=c "
        + "ш=s щ=s ъ= ь= ю=iu я=ia ћ=c ђ=d џ=z "
        + "à=a á=a â=a ã=a ä=a å=a ā=a ă=a ą=a æ=e ç=s ć=c č=c ď=d đ=d ð=d è=e é=e ê=e ë=e ē=e ė=e ę=e ě=e ğ=g ģ=g ì=i í=i î=i ï=i ī=i į=i ı=i ķ=k "
        + "ł=l ļ=l ľ=l ñ=n ń=n ņ=n ň=n ò=o ó=o ô=o õ=o ö=o ø=o ō=o ő=o œ=e ř=r ś=s š=s ş=s ș=s ŝ=s ß=s ţ=t ț=t ť=t þ=t ù=u ú=u û=u ü=u ū=u ů=u ű=u ų=u "
        + "ý=i ÿ=i ź=z ż=z ž=z c=k j=i q=k w=v x=ks y=i");

    private static readonly FrozenDictionary<string, string> Patterns = FrozenDictionary.ToFrozenDictionary(
        from pair in (
            "shch=s šč=s sch=s sh=s tsch=c tch=c ch=c tz=c ts=c zh=z kh=h ph=f th=t ck=k ce=ce ci=ci cy=ci cv=cv yo=e cz=c sz=s rz=z").Split(WordBreak)
        let at = pair.IndexOf('=', StringComparison.Ordinal)
        select KeyValuePair.Create(pair[..at], pair[(at + 1)..]),
        StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> PatternsBySpan = Patterns.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Small Latin letters and digits, one space between words; empty where nothing of the kind was written.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var written = text.ToLowerInvariant();
        var form = new StringBuilder(written.Length);
        var at = 0;
        while (at < written.Length)
        {
            var (length, folded) = Next(written.AsSpan(at));
            foreach (var letter in folded) Append(form, letter);
            at += length;
        }

        return form.ToString().TrimEnd(WordBreak);
    }

    private static (int Length, string Folded) Next(ReadOnlySpan<char> rest)
    {
        for (var length = Math.Min(LongestPattern, rest.Length); length > 1; length--)
        {
            if (PatternsBySpan.TryGetValue(rest[..length], out var pattern))
                return (length, pattern);
        }

        if (Letters.TryGetValue(rest[0], out var letter))
            return (1, letter);
        if (char.IsAsciiLetterOrDigit(rest[0]))
            return (1, rest[..1].ToString());
        return IsPartOfWord(rest[0]) ? (1, "") : (1, " ");
    }

    /// <summary>Apostrophes stand for soft signs or belong to the name; combining marks are diacritics that were written apart.</summary>
    private static bool IsPartOfWord(char c) => c is '\'' or '’' or 'ʹ' or 'ʺ' or '`' or (>= '\u0300' and <= '\u036f');

    private static void Append(StringBuilder form, char letter)
    {
        var last = form.Length == 0 ? WordBreak : form[^1];
        if (letter == 'e' && last == 'i')
            form[^1] = letter; // "ie", "ye", "je" and "e" are one sound in transliterations
        else if (letter != last || char.IsAsciiDigit(letter))
            form.Append(letter);
    }

    private static FrozenDictionary<char, string> Table(string pairs) =>
        pairs.Split(WordBreak).ToFrozenDictionary(static pair => pair[0], static pair => pair[2..]);
}
