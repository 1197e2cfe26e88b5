using PhoneNumbers;
using Line = PhoneNumbers.PhoneNumber;

namespace Omni.Functions.Contacts;

/// <summary>Brings any way of writing a phone number to E.164, or refuses it. Extensions are left out: they name a desk, not a line.</summary>
public static class PhoneNumber
{
    private const int LongestWriting = 60;
    private const int MostTries = 50;

    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    /// <summary>For providers that write the international number as bare digits.</summary>
    public static string? FromInternationalDigits(string? digits) =>
        string.IsNullOrEmpty(digits) ? null : Written(Read(digits[0] == '+' ? digits : $"+{digits}", null));

    /// <returns>The ISO 3166 country of a number in E.164; null where the plan belongs to none.</returns>
    public static string? RegionOf(string number) => Read(number, null) is { } line && Plans.GetRegionCodeForNumber(line) is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] region and not "ZZ" ? region : null;

    /// <param name="text">National or international, with whatever separators.</param>
    /// <param name="defaultRegion">ISO 3166 country whose national writing is meant where no country code is given.</param>
    public static string? Canonical(string? text, string defaultRegion)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestWriting)
            return null;
        var trimmed = text.Trim();
        if (trimmed.StartsWith("00", StringComparison.Ordinal))
            return Written(FromAbroad(trimmed, defaultRegion));

        // "+8 916 …": the Russian 8 is often written with a plus, and no country code begins with 89.
        return Written(Read(trimmed, defaultRegion) ?? (trimmed[0] == '+' ? Read(trimmed[1..], defaultRegion) : null));
    }

    /// <summary>
    /// 00 is dialled before a country code nearly everywhere, and begins no national number. Where a country dials something longer that begins
    /// like it (0011 in Australia), that counts if it leaves a number that exists.
    /// </summary>
    private static Line? FromAbroad(string text, string region)
    {
        var dialled = Read(text, region);
        if (dialled is { CountryCodeSource: not Line.Types.CountryCodeSource.FROM_NUMBER_WITH_IDD })
            dialled = null;
        if (dialled is not null && Plans.IsValidNumber(dialled))
            return dialled;
        return Read($"+{text.AsSpan(2)}", region) is { } international && (dialled is null || Plans.IsValidNumber(international)) ? international : dialled;
    }

    /// <summary>The numbers within a text, in E.164. Without a plus only those that exist, so that the number of an order is none.</summary>
    public static IReadOnlyList<string> FindIn(string text, string defaultRegion) =>
    [
        .. Plans.FindNumbers(text, defaultRegion, PhoneNumberUtil.Leniency.POSSIBLE, MostTries)
            .Where(static match => match.RawString.StartsWith('+') || Plans.IsValidNumber(match.Number))
            .Select(static match => Written(match.Number)).OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    private static Line? Read(string text, string? region)
    {
        try
        {
            var number = PhoneHabits.Undo(Plans.ParseAndKeepRawInput(text, region), Plans);
            return number.NationalNumber != 0 && Counts(number, region) ? number : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>
    /// By its length alone, or by what is known of it: 310-1234 in Canada is shorter than the numbers of its plan, and in the United States no
    /// number without an area.
    /// </summary>
    private static bool Counts(Line number, string? region) =>
        Plans.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE || PhoneHabits.HasFormerLength(number)
        || (number.CountryCodeSource == Line.Types.CountryCodeSource.FROM_DEFAULT_COUNTRY ? Plans.IsValidNumberForRegion(number, region) : Plans.IsValidNumber(number));

    /// <summary>A number that begins with several national prefixes loses one in each reading.</summary>
    private static string? Written(Line? number)
    {
        while (number is not null)
        {
            var written = Plans.Format(number, PhoneNumberFormat.E164);
            if (written == number.RawInput)
                return written;
            number = Read(written, null);
        }

        return null;
    }
}
