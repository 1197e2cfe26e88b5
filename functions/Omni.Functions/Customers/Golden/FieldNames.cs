using System.Collections.Frozen;

namespace Omni.Functions.Customers.Golden;

/// <summary>Which field forms and CRMs mean by a name of theirs.</summary>
internal static class FieldNames
{
    private const int LongestName = 40;

    /// <summary>The usual names, without what may stand between their words; letters in any case.</summary>
    private static readonly FrozenDictionary<string, ProfileField> Usual = new (ProfileField Field, string Names)[]
    {
        (ProfileField.FullName, "fullname fio фио"),
        (ProfileField.FirstName, "firstname givenname imya"),
        (ProfileField.MiddleName, "middlename secondname patronymic otchestvo отчество"),
        (ProfileField.LastName, "lastname surname familyname familiya familia фамилия"),
        (ProfileField.BirthDate, "birthdate birthday dateofbirth dob datarozhdeniya denrozhdeniya датарождения деньрождения"),
        (ProfileField.Company, "company companyname organization organisation kompaniya organizatsiya компания организация"),
        (ProfileField.JobTitle, "jobtitle position dolzhnost должность"),
        (ProfileField.Street, "street address streetaddress address1 addressline1 adres ulitsa адрес улица"),
        (ProfileField.City, "city town addresscity gorod город"),
        (ProfileField.Region, "region state province addressprovince oblast регион область"),
        (ProfileField.Postcode, "postcode postalcode zip zipcode addresspostalcode indeks pochtovyyindeks индекс почтовыйиндекс"),
        (ProfileField.Country, "country addresscountry strana страна"),
        (ProfileField.Language, "language lang hslanguage yazyk язык"),
        (ProfileField.TimeZone, "timezone tz chasovoypoyas часовойпояс"),
    }
        .SelectMany(static row => row.Names.Split(' ').Select(name => KeyValuePair.Create(name, row.Field)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, ProfileField>.AlternateLookup<ReadOnlySpan<char>> UsualByLetters =
        Usual.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Where a CRM has a word of its own.</summary>
    private static readonly FrozenDictionary<(string System, string Name), ProfileField> OfOneCrm = new Dictionary<(string, string), ProfileField>
    {
        [("amocrm", "name")] = ProfileField.FullName,
        [("bitrix24", "NAME")] = ProfileField.FirstName,
        [("bitrix24", "POST")] = ProfileField.JobTitle,
    }.ToFrozenDictionary();

    public static ProfileField? OfForm(string name) => Find(name);

    public static ProfileField? OfCrm(string system, string name) => OfOneCrm.GetValueOrDefault((system, name)) ?? Find(name);

    private static ProfileField? Find(string name)
    {
        if (name.Length > LongestName)
            return null;
        Span<char> letters = stackalloc char[LongestName];
        var length = 0;
        foreach (var letter in name)
        {
            if (letter is not ('_' or '-' or ' ' or '.'))
                letters[length++] = letter;
        }

        return UsualByLetters.TryGetValue(letters[..length], out var field) ? field : null;
    }
}
