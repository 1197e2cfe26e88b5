namespace Omni.Febrl;

/// <summary>Invented places: every beginning with every ending, in an order that mixes them.</summary>
internal static class CyrillicPlaces
{
    private static readonly string[] Stems = LatinPlaces.Words(
        "берёз соснов дубов кленов яблон вишнёв ольхов рябинов полев лесн озёр речн горн степн луг камен песчан ключев холм зареч красн бел "
        + "светл тих верхн нижн север южн восточ запад нов стар рыбац мельнич кузнечн гончарн ткац плотнич садов огородн медов звёзд");

    private static readonly string[] OfCities = LatinPlaces.Words("ск град ово ино горск поль ец ка бор ысел иха ополье");

    private static readonly string[] People = LatinPlaces.Words(
        "алмазова бажанова вересова гордина дубровина егорьева жемчужина зимина ильмова кедрова лазурина мезенцева невского орлова полынина радонежского "
        + "садко тополева ударника фёдорова хлебникова цветкова чайкина шумилова щедрина энтузиастов юннатов якорина мира победы труда космонавтов строителей "
        + "пионеров геологов моряков учителей химиков юбилейной молодёжи пушкарей стрелецкого ямщиков каменщиков ткачей");

    private static readonly string[] Endings = LatinPlaces.Words("ая енская евая инская анская овская");

    private static readonly string[] Houses = LatinPlaces.Words("корпус посёлок усадьба дача квартал подворье хутор пансионат");

    private static readonly string[] NamesOfHouses = LatinPlaces.Words(
        "рассвет заря восход маяк родник ветерок искра радуга берег причал парус компас алмаз янтарь рубин изумруд сапфир жемчуг коралл гранит базальт мрамор "
        + "юность дружба надежда мечта удача фортуна виктория аврора орион вега сириус меркурий нептун сатурн комета спутник ракета полюс экватор зенит горизонт "
        + "тайга тундра байкал ладога онега урал кавказ алтай саяны волна прибой океан чайка альбатрос лебедь сокол беркут");

    public static IReadOnlyList<string> Streets { get; } =
    [
        .. Mixed([.. Stems.SelectMany(_ => Endings, (stem, end) => stem + end)], LatinPlaces.Words("улица набережная аллея")),
        .. Mixed(People, LatinPlaces.Words("улица проспект переулок проезд бульвар площадь")),
    ];

    public static IReadOnlyList<string> Premises { get; } = Mixed(NamesOfHouses, Houses);

    public static IReadOnlyList<string> Cities { get; } = [.. OfCities.SelectMany((_, shift) => Stems.Select((stem, at) => stem + OfCities[(at + shift) % OfCities.Length]))];

    public static IReadOnlyList<string> Regions { get; } = LatinPlaces.Words(
        "московская ленинградская свердловская ростовская самарская нижегородская саратовская воронежская тюменская омская псковская тверская");

    private static string[] Mixed(string[] names, string[] kinds) =>
        [.. Enumerable.Range(0, 3).SelectMany(round => names.Select((_, at) => $"{kinds[(at + round) % kinds.Length]} {names[at * 11 % names.Length]}"))];
}
