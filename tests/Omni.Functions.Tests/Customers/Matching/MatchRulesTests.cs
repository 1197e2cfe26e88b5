using FsCheck;
using FsCheck.Xunit;
using Omni.Febrl;
using Omni.Functions.Customers.Matching;

namespace Omni.Functions.Tests.Customers.Matching;

public sealed class MatchRulesTests
{
    private static readonly MatchOptions Options = new();
    private static readonly IReadOnlyList<KnownPerson> Known = FebrlGenerator.Generate(FebrlSet.All[0] with { HasPhones = true }, Script.Mixed, seed: 1);

    private static readonly Person Ivan = new()
    {
        GivenName = "Иван",
        FamilyName = "Воробьёв",
        BirthDate = "1975-11-02",
        Street = "Садовая улица",
        HouseNumber = "12",
        City = "Сосновск",
        Postcode = "190121",
        Region = "Ленинградская область",
        Phones = ["+7 812 123-45-67"],
    };

    [Property]
    public bool It_is_the_same_from_both_sides(NonNegativeInt one, NonNegativeInt other)
    {
        var (left, right) = (Known[one.Get % Known.Count].Record, Known[other.Get % Known.Count].Record);
        var (there, back) = (MatchRules.Compare(left, right), MatchRules.Compare(right, left));
        return there.Weight.Equals(back.Weight) && there.Reasons.SequenceEqual(back.Reasons);
    }

    [Property]
    public bool Everybody_is_most_like_themselves(NonNegativeInt one, NonNegativeInt other)
    {
        var (person, stranger) = (Known[one.Get % Known.Count].Record, Known[other.Get % Known.Count].Record);
        return MatchRules.Compare(person, person).Weight >= MatchRules.Compare(person, stranger).Weight;
    }

    [Fact]
    public void The_reasons_add_up_to_the_weight()
    {
        var score = MatchRules.Compare(Ivan, Ivan with { Postcode = "190112", GivenName = "Ivan" });

        Assert.Equal(score.Weight, score.Reasons.Sum(reason => reason.Weight));
        Assert.InRange(score.Score, 0.99, 1);
        Assert.Equal(Agreement.Same, score.Reasons.Single(reason => reason.Field == MatchField.GivenName).Agreement);
        Assert.Equal(Agreement.Close, score.Reasons.Single(reason => reason.Field == MatchField.Postcode).Agreement);
    }

    [Fact]
    public void What_one_of_two_lacks_says_nothing()
    {
        Assert.Empty(MatchRules.Compare(Ivan, new Person()).Reasons);
        Assert.Equal(0, MatchRules.Compare(new Person(), new Person()).Weight);
    }

    [Theory]
    [InlineData("Ivan", "Vorobyev")]
    [InlineData("Ivan", "Vorobiov")]
    [InlineData("Vorobyov", "Ivan")]
    [InlineData("Ивна", "Воробьев")]
    [InlineData("Иван", "Варабьёв")]
    public void A_transliterated_swapped_or_mistyped_name_with_the_same_birth_date_is_suggested(string given, string family) =>
        Assert.True(Options.Suggests(MatchRules.Compare(Ivan, new Person { GivenName = given, FamilyName = family, BirthDate = "1975-11-02" })));

    [Theory]
    [InlineData("Воробьёв Иван")]
    [InlineData("Ivan Vorobyev")]
    [InlineData("Vorobyov Ivan Petrovich")]
    public void A_full_name_in_any_order_with_the_same_phone_is_suggested(string name) =>
        Assert.True(Options.Suggests(MatchRules.Compare(Ivan, new Person { FullName = name, Phones = ["1234567"] })));

    [Fact]
    public void Two_of_one_name_in_one_city_are_not_suggested()
    {
        var namesake = new Person { GivenName = "Иван", FamilyName = "Воробьёв", City = "Сосновск", Region = "Ленинградская область" };

        Assert.False(Options.Suggests(MatchRules.Compare(Ivan, namesake)));
    }

    [Theory]
    [InlineData("Галина", "Воробьёва", "1978-04-30")]
    [InlineData("Галина", "Воробьёва", null)]
    [InlineData("Пётр", "Воробьёв", "2003-07-19")]
    public void A_relative_with_the_same_address_and_phone_is_not_suggested(string given, string family, string? birthDate) =>
        Assert.False(Options.Suggests(MatchRules.Compare(Ivan, Ivan with { GivenName = given, FamilyName = family, BirthDate = birthDate })));

    [Fact]
    public void A_relative_is_told_by_full_names_too()
    {
        var ivan = Ivan with { GivenName = null, FamilyName = null, FullName = "Воробьёв Иван Павлович" };

        Assert.False(Options.Suggests(MatchRules.Compare(ivan, ivan with { FullName = "Воробьёв Пётр Павлович", BirthDate = null })));
    }

    [Fact]
    public void Whoever_married_and_moved_is_suggested_by_first_name_birth_date_and_phone()
    {
        var before = new Person { GivenName = "Юлия", FamilyName = "Щербакова", BirthDate = "1987-03-14", City = "Сосновск", Phones = ["+79161234567"] };
        var after = new Person { GivenName = "Julia", FamilyName = "Белова", BirthDate = "1987-03-14", City = "Речноград", Phones = ["8 916 123 45 67"] };

        Assert.True(Options.Suggests(MatchRules.Compare(before, after)));
    }

    [Fact]
    public void The_threshold_decides()
    {
        var score = new MatchScore { Weight = 20, Reasons = [] };

        Assert.True(new MatchOptions { SuggestFrom = 20 }.Suggests(score));
        Assert.False(new MatchOptions { SuggestFrom = 20.5 }.Suggests(score));
    }
}
