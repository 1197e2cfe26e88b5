using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Golden;
using static Omni.Functions.Tests.Customers.Golden.Told;

namespace Omni.Functions.Tests.Customers.Golden;

public sealed class CompletenessTests
{
    [Fact]
    public void The_weights_add_up_to_100_and_are_of_fields_and_identities_there_are()
    {
        Assert.Equal(100, Completeness.Weights.Sum(row => row.Weight));
        Assert.Equal([IdentityKind.Phone, IdentityKind.Email], Completeness.Weights.Select(row => row.Wanted).Where(wanted => ProfileField.Find(wanted) is null));
    }

    [Fact]
    public void Of_nobody_nothing_is_known() => Assert.Equal(0, Score(Nobody));

    [Fact]
    public void A_phone_number_and_a_name_are_two_fifths() => Assert.Equal(40, Score(ProfileOf(Account(1, "Anna"))));

    [Fact]
    public void A_first_and_a_last_name_are_a_name() => Assert.Equal(40, Score(ProfileOf(Form(1, ("firstname", "Anna"), ("lastname", "Smirnova")))));

    [Fact]
    public void Of_whoever_told_everything_all_is_known()
    {
        var form = Form(1, ("address", "Mira 1"), ("city", "Perm"), ("zip", "614000"), ("birthday", "1990-01-15"), ("company", "Acme"));

        Assert.Equal(100, Score(ProfileOf(form, Account(2, "Anna", "ru"), By("email:anna@example.org", IdentityStanding.Joins))));
    }

    [Theory]
    [InlineData(IdentityStanding.Joins, 40)]
    [InlineData(IdentityStanding.Shared, 40)]
    [InlineData(IdentityStanding.Suspicious, 20)]
    [InlineData(IdentityStanding.Blocked, 20)]
    public void An_address_that_reaches_nobody_does_not_count(IdentityStanding standing, int score) =>
        Assert.Equal(score, Score(ProfileOf(Account(1, null), By("email:somebody@example.org", standing))));

    private static Contact By(string key, IdentityStanding standing)
    {
        var contact = Account(5, null);
        var (kind, value) = (key.Split(':')[0], key.Split(':')[1]);
        return contact with { From = contact.From with { Identities = [new Identity(kind, value, Trust.Claimed) { Standing = standing }] } };
    }

    private static int Score(Profile profile) => CustomerView.Of(profile, ProfileOptions.Default).Completeness;
}
