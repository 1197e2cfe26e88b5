using Omni.Functions.Customers.Matching;

namespace Omni.Functions.Tests.Customers.Matching;

public sealed class BlockingKeysTests
{
    private static readonly Person Yulia = new()
    {
        GivenName = "Юлия",
        FamilyName = "Щербакова",
        BirthDate = "1987-03-14",
        Street = "ул. Садовая",
        HouseNumber = "12",
        Premises = "корпус Маяк",
        City = "Сосновск",
        Postcode = "190121",
        Phones = ["+7 916 123-45-67"],
        Emails = ["shcherbakova.y@example.com"],
    };

    [Fact]
    public void Transliterated_people_have_the_same_keys()
    {
        var latin = Yulia with { GivenName = "Yulia", FamilyName = "Shcherbakova", Street = "Sadovaya ulitsa", Premises = "korpus Mayak", City = "Sosnovsk" };

        Assert.Equal(BlockingKeys.Of(Yulia), BlockingKeys.Of(latin));
    }

    [Fact]
    public void Swapped_names_and_any_order_of_a_full_name_have_the_same_keys()
    {
        var person = new Person { GivenName = "Yulia", FamilyName = "Shcherbakova", BirthDate = "1987-03-14" };
        var swapped = person with { GivenName = person.FamilyName, FamilyName = person.GivenName };
        var full = new Person { FullName = "Щербакова Юлия", BirthDate = "1987-03-14" };

        Assert.Equal(BlockingKeys.Of(person).Order(), BlockingKeys.Of(swapped).Order());
        Assert.Equal(BlockingKeys.Of(person).Order(), BlockingKeys.Of(full).Order());
    }

    [Fact]
    public void The_same_phone_is_found_with_and_without_its_country()
    {
        var (international, national) = (new Person { Phones = ["+7 916 123-45-67"] }, new Person { Phones = ["8 (916) 1234567"] });

        Assert.Equal(["phone:1234567"], BlockingKeys.Of(international));
        Assert.Equal(["phone:1234567"], BlockingKeys.Of(national));
    }

    [Fact]
    public void Of_whom_nothing_is_known_there_is_no_key() => Assert.Empty(BlockingKeys.Of(new Person()));

    [Fact]
    public void A_name_alone_or_a_city_alone_is_no_key()
    {
        Assert.Empty(BlockingKeys.Of(new Person { GivenName = "Юлия" }));
        Assert.Empty(BlockingKeys.Of(new Person { City = "Сосновск", Region = "Ленинградская область" }));
    }

    [Fact]
    public void Nobody_has_more_than_sixteen_short_keys()
    {
        var wordy = Yulia with { GivenName = null, FamilyName = null, FullName = "Щербакова Юлия Анатольевна Старшая", Phones = ["+79161234567", "+79167654321"] };

        Assert.Equal(13, BlockingKeys.Of(Yulia).Count);
        Assert.Equal(16, BlockingKeys.Of(wordy).Count);
        Assert.All(BlockingKeys.Of(wordy), key => Assert.InRange(key.Length, 1, 40));
    }
}
