using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Contacts;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("8 (495) 123-45-67", "RU", "+74951234567")]
    [InlineData("8/495/123/45/67", "RU", "+74951234567")]
    [InlineData("8.916.123.45.67", "RU", "+79161234567")]
    [InlineData("8\u00a0916\u00a0123\u00a045\u00a067", "RU", "+79161234567")]
    [InlineData("８（９１６）１２３－４５－６７", "RU", "+79161234567")]
    [InlineData("9161234567", "RU", "+79161234567")]
    [InlineData("79161234567", "RU", "+79161234567")]
    [InlineData("+8 916 123 45 67", "RU", "+79161234567")]
    [InlineData("  tel:+7-916-123-45-67 ", "RU", "+79161234567")]
    [InlineData("8 495 123 45 67 доб. 12", "RU", "+74951234567")]
    [InlineData("+7 916 123-45-67 x5", "RU", "+79161234567")]
    [InlineData("8 10 44 7700 900123", "RU", "+447700900123")]
    [InlineData("0044 7700 900123", "RU", "+447700900123")]
    [InlineData("(202) 555-0143", "US", "+12025550143")]
    [InlineData("07700 900123", "GB", "+447700900123")]
    [InlineData("8 (7172) 12-34-56", "KZ", "+77172123456")]
    [InlineData("+39 06 1234 5678", "RU", "+390612345678")]
    public void Any_way_of_writing_a_number_becomes_E164(string written, string region, string expected) =>
        Assert.Equal(expected, PhoneNumber.Canonical(written, region));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("нет")]
    [InlineData("0000000")]
    [InlineData("0000000000")]
    [InlineData("123-45-67")]
    [InlineData("89161234567, 84951234567")]
    [InlineData("+")]
    [InlineData("++++")]
    [InlineData("+999 123 456 789")]
    [InlineData("12345678901234567890")]
    public void What_is_no_number_is_refused(string? written) => Assert.Null(PhoneNumber.Canonical(written, "RU"));

    [Fact]
    public void A_page_of_text_is_refused() => Assert.Null(PhoneNumber.Canonical(new string('7', 100_000), "RU"));

    [Theory]
    [InlineData("447700900123", "+447700900123")]
    [InlineData("+447700900123", "+447700900123")]
    [InlineData("5215512345678", "+525512345678")]
    [InlineData("5491123456789", "+5491123456789")]
    [InlineData("", null)]
    [InlineData("7", null)]
    public void International_digits_become_E164_in_every_region(string digits, string? expected) =>
        Assert.Equal(expected, PhoneNumber.FromInternationalDigits(digits));

    [Fact]
    public void The_region_decides_what_a_national_number_means()
    {
        Assert.Equal("+74951234567", PhoneNumber.Canonical("8 495 123 45 67", "RU"));
        Assert.Equal("+14951234567", PhoneNumber.Canonical("495 123 45 67", "US"));
        Assert.Equal("+494951234567", PhoneNumber.Canonical("0495 123 45 67", "DE"));
    }

    [Property(MaxTest = 2000)]
    public Property Canonicalising_twice_is_canonicalising_once() =>
        Prop.ForAll(Written().ToArbitrary(), written =>
            PhoneNumber.Canonical(written, "RU") is not { } once
            || (PhoneNumber.Canonical(once, "RU") == once && PhoneNumber.Canonical(once, "US") == once && PhoneNumber.FromInternationalDigits(once[1..]) == once));

    [Property(MaxTest = 500)]
    public Property Separators_do_not_matter() =>
        Prop.ForAll(Separated().ToArbitrary(), pair =>
            PhoneNumber.Canonical(pair.Separated, "RU") == PhoneNumber.Canonical(pair.Digits, "RU"));

    [Property(MaxTest = 1000)]
    public Property Any_text_is_a_number_or_a_refusal() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => PhoneNumber.Canonical(text, "RU") is null or ['+', ..]);

    private static Gen<string> Written() =>
        from prefix in Gen.Elements("", "+", "8", "+7", "00", "810", "+52", "+54", "+49")
        from digits in Gen.ArrayOf(Gen.Choose(0, 9), 10).Select(numbers => string.Concat(numbers))
        from cut in Gen.Choose(4, 10)
        select prefix + digits[..cut];

    private static Gen<(string Separated, string Digits)> Separated() =>
        from number in Gen.Choose(9_000_000, 9_999_999)
        from separators in Gen.ArrayOf(Gen.Elements(" ", "-", ".", "/", "\u00a0", "", " - "), 8)
        let digits = "8495" + number.ToString(CultureInfo.InvariantCulture)
        select (string.Concat(digits.Select((digit, at) => at is > 0 and < 9 ? separators[at - 1] + digit : digit.ToString())), digits);
}
