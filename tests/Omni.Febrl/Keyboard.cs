using System.Collections.Frozen;

namespace Omni.Febrl;

/// <summary>Which characters hands, scanners and ears take for one another.</summary>
internal static class Keyboard
{
    private static readonly string[] Rows =
    [
        "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю",
    ];

    private static readonly FrozenDictionary<char, string> Neighbours = Rows
        .SelectMany(static row => row.Select((key, at) => KeyValuePair.Create(key, string.Concat(row.Where((_, other) => Math.Abs(other - at) == 1)))))
        .ToFrozenDictionary();

    /// <summary>Pairs that look alike in a scan.</summary>
    public static IReadOnlyList<(string From, string To)> Scanned { get; } = Pairs(
        "m=rn rn=m cl=d d=cl l=i i=l e=c c=e h=b b=h u=v v=u vv=w w=vv q=g o=0 s=5 z=2 f=t t=f n=h k=h ш=щ щ=ш и=й й=и п=л л=п н=и и=н о=с с=о е=с ц=ч "
        + "ч=ц в=б б=в г=т т=г ж=к м=ш ы=ьi з=э я=л");

    /// <summary>Pairs that sound alike.</summary>
    public static IReadOnlyList<(string From, string To)> Heard { get; } = Pairs(
        "ph=f f=ph ck=k k=ck c=k k=c ee=ea ea=ee ie=y y=ie ey=y y=ey i=y y=i ou=oo er=or or=er ar=er sh=ch tt=t nn=n ll=l ss=s n=nn l=ll s=z z=s "
        + "th=t wh=w kn=n gh=g mb=m an=en en=an on=en ine=een о=а а=о е=и и=е э=е я=е д=т т=д б=п п=б г=к к=г з=с с=з в=ф ф=в ж=ш ч=щ нн=н н=нн сс=с лл=л ие=ье "
        + "ье=ие ия=ья ё=е ое=ае тс=ц стн=сн ый=ой");

    /// <summary>Mostly a key beside the right one, else any of the same kind.</summary>
    public static char Miss(char key, bool isDigits, SeededRandom random)
    {
        if (random.Happens(0.7) && Neighbours.TryGetValue(key, out var beside) && (!isDigits || char.IsAsciiDigit(key)))
            return random.Any(beside.ToCharArray());
        var row = isDigits ? Rows[0] : IsCyrillic(key) ? Rows[4] + Rows[5] + Rows[6] : Rows[1] + Rows[2] + Rows[3];
        return random.Any(row.Replace(key.ToString(), "", StringComparison.Ordinal).ToCharArray());
    }

    private static bool IsCyrillic(char key) => key is >= 'Ѐ' and <= 'ӿ';

    private static (string From, string To)[] Pairs(string pairs) => [.. pairs.Split(' ').Select(static pair => pair.Split('=')).Select(static pair => (pair[0], pair[1]))];
}
