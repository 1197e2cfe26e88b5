using System.Collections.Frozen;

namespace Omni.Febrl;

/// <summary>The ways in which people write Cyrillic with Latin letters.</summary>
internal static class Transliteration
{
    private const string InAll = "а=a б=b в=v г=g д=d з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f ъ= ь=";

    /// <summary>English habit, passports (ICAO 9303), the scientific one (ISO/R 9), and what is typed in a hurry.</summary>
    private static readonly FrozenDictionary<char, string>[] Ways =
    [
        Way("е=e ё=yo ж=zh й=y х=kh ц=ts ч=ch ш=sh щ=shch ы=y э=e ю=yu я=ya"),
        Way("е=e ё=e ж=zh й=i х=kh ц=ts ч=ch ш=sh щ=shch ы=y э=e ю=iu я=ia"),
        Way("е=e ё=ë ж=ž й=j х=h ц=c ч=č ш=š щ=šč ы=y э=è ю=ju я=ja"),
        Way("е=e ё=e ж=zh й=y х=h ц=c ч=ch ш=sh щ=sch ы=i э=e ю=u я=ya"),
    ];

    /// <summary>One way for a whole record: whoever writes it keeps to it.</summary>
    public static FrozenDictionary<char, string> Any(SeededRandom random) => random.Any(Ways);

    public static string Write(string text, FrozenDictionary<char, string> way) =>
        string.Concat(text.Select(letter => way.TryGetValue(letter, out var latin) ? latin : letter.ToString()));

    private static FrozenDictionary<char, string> Way(string rest) =>
        $"{InAll} {rest}".Split(' ').ToFrozenDictionary(static pair => pair[0], static pair => pair[2..]);
}
