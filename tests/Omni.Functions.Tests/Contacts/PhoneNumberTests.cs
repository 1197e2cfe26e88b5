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
    [InlineData("0011 44 7911 123456", "AU", "+447911123456")]
    [InlineData("0044 7911 123456", "AU", "+447911123456")]
    [InlineData("0041 44 668 18 00", "BR", "+41446681800")]
    [InlineData("८ ९१६ १२३ ४५ ६७", "RU", "+79161234567")]
    [InlineData("310-1234", "CA", "+13101234")]
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
    public void A_number_without_its_area_is_refused_though_it_is_one_of_another_territory() => Assert.Null(PhoneNumber.Canonical("310-1234", "US"));

    [Theory]
    [InlineData("RU", "+79161234567", "8 (916) 123-45-67", "+8 916 123 45 67", "79161234567", "+7 8 916 123 45 67", "8~10 7 916 123 45 67")]
    [InlineData("BR", "+5511961234567", "(11) 96123-4567", "(11) 6123-4567", "0 15 11 96123-4567", "+55 11 6123-4567", "551161234567", "+55 (0)11 96123-4567")]
    [InlineData("BR", "+551121234567", "(11) 2123-4567", "+55 11 2123-4567", "0 21 11 2123-4567")]
    [InlineData("BR", "+551177123456", "(11) 7712-3456", "+55 11 7712-3456")]
    [InlineData("MX", "+525512345678", "55 1234 5678", "+52 1 55 1234 5678", "5215512345678", "1 55 1234 5678", "01 55 1234 5678", "044 55 1234 5678", "045 55 1234 5678")]
    [InlineData("AR", "+5491123456789", "011 15-2345-6789", "+54 9 11 2345-6789", "5491123456789", "11 15 2345 6789", "9 11 2345 6789", "+54 11 15 2345-6789")]
    [InlineData("AR", "+541123456789", "011 2345-6789", "+54 11 2345-6789", "541123456789")]
    [InlineData("BJ", "+2290195123456", "01 95 12 34 56", "95 12 34 56", "+229 95 12 34 56", "22995123456")]
    public void All_writings_of_one_line_are_one_value(string region, string expected, params string[] writings) =>
        Assert.All(writings, written => Assert.Equal(expected, PhoneNumber.Canonical(written, region)));

    [Fact]
    public void A_page_of_text_is_refused() => Assert.Null(PhoneNumber.Canonical(new string('7', 100_000), "RU"));

    [Theory]
    [InlineData("447700900123", "+447700900123")]
    [InlineData("+447700900123", "+447700900123")]
    [InlineData("5215512345678", "+525512345678")]
    [InlineData("5491123456789", "+5491123456789")]
    [InlineData("553188887777", "+5531988887777")]
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
