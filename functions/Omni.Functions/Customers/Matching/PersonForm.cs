namespace Omni.Functions.Customers.Matching;

/// <summary>A person in the form that is compared: made once for each, then used for all its pairs.</summary>
public sealed class PersonForm
{
    /// <summary>Enough to tell subscribers of one area apart; prefixes, trunk digits and country codes are written in too many ways.</summary>
    private const int PhoneTail = 7;
    private const int MostNameWords = 4;

    private PersonForm(Person person)
    {
        Given = Words.Of(person.GivenName);
        Family = Words.Of(person.FamilyName);
        Names = KnowsWhichNameIsWhich
            ? [.. new[] { Given, Family }.Where(static name => !name.IsMissing)]
            : [.. Words.Split(person.FullName).Take(MostNameWords).Select(Words.Of)];
        BirthDate = Digits(person.BirthDate);
        HouseNumber = Words.Of(person.HouseNumber).Text;
        Street = Words.OfAddress(person.Street);
        Premises = Words.OfAddress(person.Premises);
        City = Words.OfAddress(person.City);
        Postcode = Words.Of(person.Postcode).Text;
        Region = Words.Of(person.Region);
        PhoneTails = [.. person.Phones.Select(Digits).Where(static digits => digits.Length >= PhoneTail).Select(static digits => digits[^PhoneTail..]).Distinct()];
        Mailboxes = [.. person.Emails.Select(static address => address.Split('@')[0].ToLowerInvariant()).Where(static mailbox => mailbox.Length > 0).Distinct()];
    }

    internal Words Given { get; }

    internal Words Family { get; }

    /// <summary>Given and family name, or the words of the full name.</summary>
    internal IReadOnlyList<Words> Names { get; }

    internal string BirthDate { get; }

    internal string HouseNumber { get; }

    internal Words Street { get; }

    internal Words Premises { get; }

    internal Words City { get; }

    internal string Postcode { get; }

    internal Words Region { get; }

    internal IReadOnlyList<string> PhoneTails { get; }

    /// <summary>What stands before the @: people keep it when they change the mail provider.</summary>
    internal IReadOnlyList<string> Mailboxes { get; }

    internal bool KnowsWhichNameIsWhich => !Given.IsMissing || !Family.IsMissing;

    public static PersonForm Of(Person person) => new(person);

    private static string Digits(string? text) => text is null ? "" : string.Concat(text.Where(char.IsAsciiDigit));
}
