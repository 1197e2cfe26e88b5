using System.Globalization;

namespace Omni.Febrl;

/// <summary>The values from which the fields of invented people are drawn, each field for itself.</summary>
internal sealed record Vocabulary
{
    private const double GivenShift = 5;
    private const double FamilyShift = 10;
    private const double PlaceShift = 40;
    private const double RegionShift = 0;
    private const int Postcodes = 1_500;
    private const int HighestHouse = 250;
    private const int FirstYear = 1900;
    private const int Days = 36_524;

    public required ZipfList Female { get; init; }

    public required ZipfList Male { get; init; }

    public required ZipfList Family { get; init; }

    /// <summary>A family name as a woman bears it.</summary>
    public required Func<string, string> OfWoman { get; init; }

    public required ZipfList Streets { get; init; }

    public required ZipfList Premises { get; init; }

    public required ZipfList Cities { get; init; }

    public required ZipfList Regions { get; init; }

    public required int FirstPostcode { get; init; }

    public required int PostcodeStep { get; init; }

    public required string PhoneStart { get; init; }

    public static Vocabulary Latin { get; } = new()
    {
        Female = new ZipfList(LatinNames.Female, GivenShift),
        Male = new ZipfList(LatinNames.Male, GivenShift),
        Family = new ZipfList(LatinNames.Family, FamilyShift),
        OfWoman = static name => name,
        Streets = new ZipfList(LatinPlaces.Streets, PlaceShift),
        Premises = new ZipfList(LatinPlaces.Premises, PlaceShift),
        Cities = new ZipfList(LatinPlaces.Cities, PlaceShift),
        Regions = new ZipfList(LatinPlaces.Regions, RegionShift),
        FirstPostcode = 1_000,
        PostcodeStep = 4,
        PhoneStart = "02",
    };

    public static Vocabulary Cyrillic { get; } = new()
    {
        Female = new ZipfList(CyrillicNames.Female, GivenShift),
        Male = new ZipfList(CyrillicNames.Male, GivenShift),
        Family = new ZipfList(CyrillicNames.Family, FamilyShift),
        OfWoman = CyrillicNames.OfWoman,
        Streets = new ZipfList(CyrillicPlaces.Streets, PlaceShift),
        Premises = new ZipfList(CyrillicPlaces.Premises, PlaceShift),
        Cities = new ZipfList(CyrillicPlaces.Cities, PlaceShift),
        Regions = new ZipfList(CyrillicPlaces.Regions, RegionShift),
        FirstPostcode = 101_000,
        PostcodeStep = 397,
        PhoneStart = "79",
    };

    public string Value(RecordField field, bool isFemale, SeededRandom random) => field switch
    {
        RecordField.GivenName => (isFemale ? Female : Male).Any(random),
        RecordField.FamilyName => isFemale ? OfWoman(Family.Any(random)) : Family.Any(random),
        RecordField.HouseNumber => Number(1 + (random.Below(HighestHouse) * random.Below(HighestHouse) / HighestHouse)),
        RecordField.Street => Streets.Any(random),
        RecordField.Premises => Premises.Any(random),
        RecordField.City => Cities.Any(random),
        RecordField.Postcode => Number(FirstPostcode + (PostcodeStep * random.Below(Postcodes))),
        RecordField.Region => Regions.Any(random),
        RecordField.BirthDate => new DateOnly(FirstYear, 1, 1).AddDays(random.Below(Days)).ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        RecordField.Phone => PhoneStart + random.Below(100_000_000).ToString("D8", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
