using Omni.Functions.Customers.Matching;

namespace Omni.Febrl;

/// <summary>
/// Makes sets of invented people's records as Febrl's generator does: originals whose fields are drawn one by one, and duplicates of them with
/// a given number of slips.
/// </summary>
public static class FebrlGenerator
{
    private const double NamesChangePlaces = 0.05;
    private const double AddressLinesChangePlaces = 0.02;
    private const double PostcodeAndCityChangePlaces = 0.01;
    private const int MostAttempts = 200;

    private static readonly RecordField[] Fields = Enum.GetValues<RecordField>();

    public static IReadOnlyList<KnownPerson> Generate(FebrlSet set, Script script, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var vocabulary = script == Script.Latin ? Vocabulary.Latin : Vocabulary.Cyrillic;
        var people = new List<KnownPerson>(set.Originals + set.Duplicates);
        var duplicates = 0;
        for (var owner = 0; owner < set.Originals; owner++)
        {
            var original = Original(set, vocabulary, random);
            people.Add(new KnownPerson(PersonOf(original), owner));
            for (var left = DuplicatesNow(set, duplicates, random); left > 0; left--)
            {
                var duplicate = Duplicate(original, set, script, vocabulary, random);
                people.Add(new KnownPerson(PersonOf(duplicate), owner));
                duplicates++;
            }
        }

        return people;
    }

    /// <summary>Duplicates are of the first originals until there are enough; the others have none.</summary>
    private static int DuplicatesNow(FebrlSet set, int soFar, SeededRandom random) =>
        Math.Min(1 + random.Weighted(set.DuplicatesOfOne), set.Duplicates - soFar);

    private static string[] Original(FebrlSet set, Vocabulary vocabulary, SeededRandom random)
    {
        var isFemale = random.Happens(0.5);
        return [.. Fields.Select(field => IsLeftOut(field, set) || random.Happens(FieldHabits.Of(field).Lacking) ? "" : vocabulary.Value(field, isFemale, random))];
    }

    private static string[] Duplicate(string[] original, FebrlSet set, Script script, Vocabulary vocabulary, SeededRandom random)
    {
        var record = original.ToArray();
        var way = script == Script.Mixed ? Transliteration.Any(random) : null;
        string Written(string value) => way is null ? value : Transliteration.Write(value, way);
        for (var at = 0; at < record.Length; at++) record[at] = Written(record[at]);

        var slipsOf = new int[record.Length];
        var slips = ChangePlaces(record, slipsOf, set, random);
        for (var attempt = 0; slips < set.ModificationsOfRecord && attempt < MostAttempts; attempt++)
        {
            var field = (RecordField)random.Weighted([.. Fields.Select(field => IsLeftOut(field, set) ? 0 : FieldHabits.Of(field).Chosen)]);
            var wanted = Math.Min(1 + random.Below(set.ModificationsOfField), set.ModificationsOfRecord - slips);
            for (; wanted > 0 && slipsOf[(int)field] < set.ModificationsOfField; wanted--)
            {
                var habits = FieldHabits.Of(field);
                var before = record[(int)field];
                var slip = (Slip)random.Weighted(habits.Slips);
                record[(int)field] = Slips.Make(slip, before, habits.IsDigits, () => Written(vocabulary.Value(field, random.Happens(0.5), random)), random);
                if (record[(int)field] == before)
                    continue;
                slipsOf[(int)field]++;
                slips++;
            }
        }

        return record;
    }

    /// <summary>Two fields that change places count as a slip of each.</summary>
    private static int ChangePlaces(string[] record, int[] slipsOf, FebrlSet set, SeededRandom random)
    {
        var slips = 0;
        (RecordField One, RecordField Other, double Probability)[] pairs =
        [
            (RecordField.GivenName, RecordField.FamilyName, NamesChangePlaces),
            (RecordField.Street, RecordField.Premises, AddressLinesChangePlaces),
            (RecordField.Postcode, RecordField.City, PostcodeAndCityChangePlaces),
        ];
        foreach (var (one, other, probability) in pairs)
        {
            if (!random.Happens(probability) || slips + 2 > set.ModificationsOfRecord || record[(int)one].Length == 0 || record[(int)other].Length == 0)
                continue;
            (record[(int)one], record[(int)other]) = (record[(int)other], record[(int)one]);
            slipsOf[(int)one]++;
            slipsOf[(int)other]++;
            slips += 2;
        }

        return slips;
    }

    private static bool IsLeftOut(RecordField field, FebrlSet set) => field == RecordField.Phone && !set.HasPhones;

    private static Person PersonOf(string[] record)
    {
        string Of(RecordField field) => record[(int)field];
        return new Person
        {
            GivenName = Of(RecordField.GivenName),
            FamilyName = Of(RecordField.FamilyName),
            HouseNumber = Of(RecordField.HouseNumber),
            Street = Of(RecordField.Street),
            Premises = Of(RecordField.Premises),
            City = Of(RecordField.City),
            Postcode = Of(RecordField.Postcode),
            Region = Of(RecordField.Region),
            BirthDate = Of(RecordField.BirthDate),
            Phones = Of(RecordField.Phone).Length > 0 ? [Of(RecordField.Phone)] : [],
        };
    }
}
