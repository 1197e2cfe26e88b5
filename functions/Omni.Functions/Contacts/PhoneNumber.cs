using PhoneNumbers;

namespace Omni.Functions.Contacts;

/// <summary>Brings any way of writing a phone number to E.164, or refuses it. Extensions are left out: they name a desk, not a line.</summary>
public static class PhoneNumber
{
    private const int LongestWriting = 60;
    private const int MexicoCode = 52;

    // The 1 before mobile numbers was withdrawn in 2019; messengers still send it.
    private const ulong MexicanMobilePrefix = 10_000_000_000;

    /// <summary>For providers that write the international number as bare digits.</summary>
    public static string? FromInternationalDigits(string? digits) =>
        string.IsNullOrEmpty(digits) ? null : digits[0] == '+' ? Parse(digits, null) : Parse($"+{digits}", null);

    /// <param name="text">National or international, with whatever separators.</param>
    /// <param name="defaultRegion">ISO 3166 country whose national writing is meant where no country code is given.</param>
    public static string? Canonical(string? text, string defaultRegion)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestWriting)
            return null;
        var trimmed = text.Trim();

        // 00 is dialled before a country code nearly everywhere, and begins no national number.
        if (trimmed.StartsWith("00", StringComparison.Ordinal))
            return Parse($"+{trimmed.AsSpan(2)}", defaultRegion);

        // "+8 916 …": the Russian 8 is often written with a plus, and no country code begins with 89.
        return Parse(trimmed, defaultRegion)
            ?? (trimmed[0] == '+' ? Parse(trimmed[1..], defaultRegion) : null);
    }

    private static string? Parse(string text, string? region)
    {
        try
        {
            var metadata = PhoneNumberUtil.GetInstance();
            var number = metadata.Parse(text, region);
            if (number.CountryCode == MexicoCode && number.NationalNumber / MexicanMobilePrefix == 1)
                number = metadata.Parse($"+{MexicoCode}{number.NationalNumber % MexicanMobilePrefix}", null);
            if (number.NationalNumber == 0 || metadata.IsPossibleNumberWithReason(number) != PhoneNumberUtil.ValidationResult.IS_POSSIBLE)
                return null;

            // A number that begins with several national prefixes loses one in each reading.
            var written = metadata.Format(number, PhoneNumberFormat.E164);
            return written == text ? written : Parse(written, null);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
