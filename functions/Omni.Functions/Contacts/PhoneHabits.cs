using PhoneNumbers;
using Line = PhoneNumbers.PhoneNumber;

namespace Omni.Functions.Contacts;

/// <summary>Writings that a numbering plan has given up and that people and messengers keep: without this, one line would be two.</summary>
internal static class PhoneHabits
{
    private const int Mexico = 52;
    private const int Brazil = 55;
    private const int Benin = 229;

    private const ulong SevenDigits = 10_000_000;
    private const ulong EightDigits = 100_000_000;
    private const ulong NineDigits = 1_000_000_000;
    private const ulong TenDigits = 10_000_000_000;

    public static Line Undo(Line number, PhoneNumberUtil plans) => number.CountryCode switch
    {
        // 1 and 01, 044 and 045 before mobile numbers and on long distance were given up in 2019.
        Mexico when number.NationalNumber / TenDigits is 1 or 44 or 45 => With(number, number.NationalNumber % TenDigits),

        // Mobile numbers had eight digits after the area until 2016, and WhatsApp keeps writing old ones so.
        Brazil when number.NationalNumber is >= NineDigits and < TenDigits =>
            Known(number, With(number, InsertNine(number.NationalNumber)), plans),

        // Every number got 01 in front in 2024.
        Benin when HasFormerLength(number) => Known(number, With(number, EightDigits + number.NationalNumber, zeros: 1), plans),
        _ => number,
    };

    /// <summary>Numbers of businesses in Benin may have kept their eight digits; releases of the metadata do not agree on that.</summary>
    public static bool HasFormerLength(Line number) => number is { CountryCode: Benin, NationalNumber: >= SevenDigits and < EightDigits };

    private static ulong InsertNine(ulong number) => (((number / EightDigits * 10) + 9) * EightDigits) + (number % EightDigits);

    /// <summary>The new number where the plan knows it and does not know the old one.</summary>
    private static Line Known(Line old, Line replacement, PhoneNumberUtil plans) =>
        !plans.IsValidNumber(old) && plans.IsValidNumber(replacement) ? replacement : old;

    private static Line With(Line number, ulong nationalNumber, int zeros = 0) => new Line.Builder()
        .SetCountryCode(number.CountryCode)
        .SetNationalNumber(nationalNumber)
        .SetNumberOfLeadingZeros(zeros)
        .SetCountryCodeSource(number.CountryCodeSource)
        .Build();
}
