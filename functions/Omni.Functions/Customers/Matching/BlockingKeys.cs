namespace Omni.Functions.Customers.Matching;

/// <summary>
/// Short strings of which people who may be one share at least one: only such pairs are worth comparing. Each kind of key is a pass of its
/// own, so that what one slip hides another finds.
/// </summary>
/// <remarks>
/// Standard blocking in several passes, as in M. A. Hernández, S. J. Stolfo, "The Merge/Purge Problem for Large Databases", SIGMOD 1995. A person
/// of whom all is known has thirteen keys, sixteen with a full name of three words. No key is a name, a city or a year alone.
/// </remarks>
public static class BlockingKeys
{
    private const int MostNames = 3;
    private const int DateLength = 8;
    private const int YearLength = 4;

    public static IReadOnlyList<string> Of(Person person) => Of(PersonForm.Of(person));

    public static IReadOnlyList<string> Of(PersonForm person)
    {
        var keys = new List<string>();
        string[] names = [.. person.Names.Take(MostNames).Select(static name => PhoneticCode.Of(name.Text))];
        AddNames(names, keys);
        AddBirth(person.BirthDate, names, keys);
        AddStreet(person, keys);
        AddPlace(person, names, keys);
        keys.AddRange(person.PhoneTails.Take(1).Select(static tail => "phone:" + tail));
        keys.AddRange(person.Mailboxes.Take(1).Select(static mailbox => "mailbox:" + mailbox));
        return [.. keys.Distinct()];
    }

    private static void AddNames(string[] names, List<string> keys)
    {
        for (var one = 0; one < names.Length; one++)
        {
            for (var other = one + 1; other < names.Length; other++) keys.Add("names:" + Ordered(names[one], names[other]));
        }
    }

    private static void AddBirth(string date, string[] names, List<string> keys)
    {
        if (date.Length != DateLength)
            return;
        keys.Add("birth:" + date);
        keys.AddRange(names.Select(name => $"name-year:{name}{date[..YearLength]}"));
    }

    private static void AddStreet(PersonForm person, List<string> keys)
    {
        var (house, postcode, street) = (person.HouseNumber, person.Postcode, PhoneticCode.Of(person.Street.Text));
        Add(keys, "house-postcode:", house, postcode);
        Add(keys, "street-house:", street, house);
        Add(keys, "street-postcode:", street, postcode);
        Add(keys, "street-city:", street, PhoneticCode.Of(person.City.Text));
    }

    private static void AddPlace(PersonForm person, string[] names, List<string> keys)
    {
        var initials = names.Length > 1 ? Ordered(names[0][..1], names[1][..1]) : "";
        Add(keys, "initials-postcode:", initials, person.Postcode);
        Add(keys, "initials-city:", initials, PhoneticCode.Of(person.City.Text));
        Add(keys, "name-premises:", names.Max(StringComparer.Ordinal) ?? "", PhoneticCode.Of(person.Premises.Text));
    }

    private static void Add(List<string> keys, string kind, string one, string other)
    {
        if (one.Length > 0 && other.Length > 0) keys.Add($"{kind}{one}/{other}");
    }

    private static string Ordered(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? $"{one}+{other}" : $"{other}+{one}";
}
