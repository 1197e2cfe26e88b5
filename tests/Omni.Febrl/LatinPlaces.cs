namespace Omni.Febrl;

/// <summary>Invented places: every beginning with every ending, in an order that mixes them.</summary>
internal static class LatinPlaces
{
    private static readonly string[] Stems = Words(
        "ash birch cedar elm fern grey hazel holly ivy kings lark maple north oak pine queens raven rose stone thorn under vale west willow wood "
        + "black bright brook clear cold copper crow deer east fair glen gold green hart high iron lang long marl mill moss new old");

    private static readonly string[] OfStreets = Words("field wood brook ridge hurst dale ford bank view gate croft mount side fall mere");

    private static readonly string[] OfCities = Words("ton ham bury ville mouth port worth stead borough haven by chester wick minster point");

    private static readonly string[] Types = Words("street road avenue court crescent place drive lane close circuit terrace way");

    private static readonly string[] Houses = Words("lodge villa gardens heights house cottage park farm estate manor towers village");

    private static readonly string[] FirstPartsOfHouses = Words(
        "alba amber anchor apollo aurora avalon banner beacon bella bonanza camelot canary carlton corona dolphin eden falcon florida garland harmony "
        + "heritage horizon indiana jasmin jubilee kestrel lagoon laurel liberty lotus magnolia marina melody mirage nimbus oasis olympia orchid pandora pelican "
        + "phoenix prairie regatta riviera sapphire savanna seaview sierra solitaire summit sunset tamar tempest trinity tulip utopia venture viking wattle zenith");

    public static IReadOnlyList<string> Streets { get; } = Mixed(Stems.SelectMany(_ => OfStreets, (stem, end) => stem + end), Types);

    public static IReadOnlyList<string> Premises { get; } = Mixed(FirstPartsOfHouses, Houses);

    public static IReadOnlyList<string> Cities { get; } = [.. OfCities.SelectMany((_, shift) => Stems.Select((stem, at) => stem + OfCities[(at + shift) % OfCities.Length]))];

    public static IReadOnlyList<string> Regions { get; } = Words("nsw vic qld wa sa tas act nt");

    internal static string[] Words(string words) => words.Split(' ');

    /// <summary>Each name with three kinds that follow it, so that neighbours in the list have little in common.</summary>
    private static string[] Mixed(IEnumerable<string> names, string[] kinds)
    {
        var list = names.ToArray();
        return [.. Enumerable.Range(0, 3).SelectMany(round => list.Select((_, at) => $"{list[at * 7 % list.Length]} {kinds[(at + (5 * round)) % kinds.Length]}"))];
    }
}
