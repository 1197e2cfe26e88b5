using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Contacts;

/// <summary>What phone numbers mean, asked of two libraries.</summary>
public sealed class PhoneAgreementTests(ReferenceWritings reference) : IClassFixture<ReferenceWritings>
{
    /// <summary>Where we read another number than the reference, or one where it reads none, each time on purpose.</summary>
    private static readonly Dictionary<string, string?> Deviations = new()
    {
        // A plus before the Russian trunk prefix: no country code begins with 89.
        ["+8 916 123 45 67 in RU"] = "+79161234567",

        // 00 where another prefix is dialled: people copy numbers from abroad.
        ["0044 7911 123456 in RU"] = "+447911123456",
        ["00 7 916 123 45 67 in US"] = "+79161234567",

        // Zeros are typed by whoever has to type something.
        ["0000000000 in DE"] = null,

        // Brazilian mobile numbers without the ninth digit, which they have had since 2016.
        ["+55 11 6123-4567 in BR"] = "+5511961234567",
        ["(31) 8888-7777 in BR"] = "+5531988887777",
        ["553188887777 in BR"] = "+5531988887777",

        // Mexican prefixes that were given up in 2019.
        ["+52 1 55 1234 5678 in MX"] = "+525512345678",
        ["5215512345678 in MX"] = "+525512345678",
        ["1 55 1234 5678 in MX"] = "+525512345678",
        ["01 55 1234 5678 in MX"] = "+525512345678",
        ["044 55 1234 5678 in MX"] = "+525512345678",
        ["045 55 1234 5678 in MX"] = "+525512345678",

        // Numbers in Benin without the 01 that they have had since 2024.
        ["+229 95 12 34 56 in BJ"] = "+2290195123456",
        ["95 12 34 56 in BJ"] = "+2290195123456",
    };

    [Fact]
    public void Every_writing_of_every_example_number_is_read_as_the_reference_reads_it()
    {
        var examples = reference.Examples.ToList();

        Assert.Empty(Differences(examples));
        Assert.True(examples.Count > 50_000, $"Only {examples.Count} writings were compared.");
        Assert.True(examples.Select(static writing => writing.Territory).Distinct().Count() > 240);
        Assert.True(examples.Count(static writing => writing.E164 == writing.Example) > examples.Count - 10, "The reference does not know its own examples again.");
    }

    [Fact]
    public void Variants_of_russia_brazil_mexico_and_argentina_are_read_as_the_reference_reads_them()
    {
        var variants = reference.All.Where(static writing => writing.Type == ReferenceWritings.Variant).ToList();

        Assert.Empty(Differences(variants));
        Assert.All(variants, static writing => Assert.NotNull(writing.E164));
        Assert.Equal(["AR", "BR", "KZ", "MX", "RU"], variants.Select(static writing => writing.Region).Distinct().Order(StringComparer.Ordinal));
        Assert.True(variants.Count > 40, $"Only {variants.Count} variants were compared.");
    }

    [Fact]
    public void Where_we_deviate_from_the_reference_it_is_on_purpose()
    {
        var deviating = reference.All.Where(static writing => writing.Type == ReferenceWritings.Deviation).ToList();

        Assert.Equal(Deviations, deviating.ToDictionary(static writing => $"{writing.Text} in {writing.Region}", static writing => PhoneNumber.Canonical(writing.Text, writing.Region)));
        Assert.All(deviating, static writing => Assert.NotEqual(writing.E164, PhoneNumber.Canonical(writing.Text, writing.Region)));
    }

    [Fact]
    public void No_two_numbers_have_one_canonical_form_though_their_territories_share_a_country_code()
    {
        var numbers = reference.Examples.Where(static writing => writing.Form is "national" or "international" or "E.164" or "tel:").ToList();

        var collisions = numbers
            .GroupBy(static writing => PhoneNumber.Canonical(writing.Text, writing.Region))
            .Where(static same => same.Select(static writing => writing.Example).Distinct().Count() != 1)
            .Select(static same => $"{same.Key}: {string.Join(", ", same)}");

        Assert.Empty(collisions);
        Assert.True(TerritoriesOf("+1", numbers) >= 25 && TerritoriesOf("+44", numbers) >= 4 && TerritoriesOf("+7", numbers) >= 2);
    }

    [Fact]
    public void A_canonical_form_is_the_same_whatever_region_reads_it()
    {
        var regions = reference.Examples.Select(static writing => writing.Region).Distinct().ToList();
        var numbers = reference.Examples.Select(static writing => PhoneNumber.Canonical(writing.Example, "RU")).OfType<string>().Distinct();

        Assert.Empty(numbers.SelectMany(number => regions
            .Where(region => PhoneNumber.Canonical(number, region) != number)
            .Select(region => $"{number} in {region}: {PhoneNumber.Canonical(number, region)}")));
    }

    private static IEnumerable<string> Differences(IEnumerable<ReferenceWriting> writings) =>
        from writing in writings
        let ours = PhoneNumber.Canonical(writing.Text, writing.Region)
        where ours != writing.E164
        select $"{writing}: {ours ?? "none"} is not {writing.E164 ?? "none"}";

    private static int TerritoriesOf(string countryCode, IEnumerable<ReferenceWriting> writings) =>
        writings.Where(writing => writing.Example?.StartsWith(countryCode, StringComparison.Ordinal) == true).Select(static writing => writing.Territory).Distinct().Count();
}
