using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Joining;
using Omni.Functions.Tests.Telemetry;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>How much one person has, and when a value is not one person's.</summary>
public sealed class LimitTests
{
    private readonly InMemoryCustomerStore _store = new();
    private readonly InMemoryCustomerPairs _pairs = new();

    private IReadOnlyList<Profile> Living => [.. _store.Profiles.Where(static profile => !profile.IsFrozen)];

    [Fact]
    public async Task A_sixth_address_stays_what_somebody_wrote_and_leads_to_nobody()
    {
        for (var i = 1; i <= 6; i++)
            await DeliverAsync(Telling(i, "verified telegram_user_id:1", $"claimed email:{i}@example.org"));

        var anna = Assert.Single(Living);
        Assert.Equal(6, anna.ContactCount);
        Assert.Equal(5, _store.Links.Count(static link => link.Kind == IdentityKind.Email));
        Assert.Equal("6@example.org", Assert.Single(anna.Mentioned).Value);
    }

    [Fact]
    public async Task A_customer_of_the_sixth_address_is_another_and_both_are_suggested()
    {
        for (var i = 1; i <= 6; i++)
            await DeliverAsync(Telling(i, "verified telegram_user_id:1", $"claimed email:{i}@example.org"));

        await DeliverAsync(Telling(7, "verified email:6@example.org"));
        await DeliverAsync(Telling(8, "verified telegram_user_id:1", "verified email:6@example.org"));

        Assert.Equal([1, 7], Living.Select(static profile => profile.ContactCount).Order());
        Assert.Single(_pairs.All);
    }

    [Fact]
    public async Task Ten_thousand_identities_on_one_customer_leave_it_small_and_its_contacts_cheap_and_are_counted()
    {
        using var measurements = new Measurements();
        for (var i = 0; i < 10_000; i += 40)
            await DeliverAsync(Flood(1 + i, i));

        Assert.Equal(250, Assert.Single(Living).ContactCount);
        Assert.Equal((11, ProfileFold.IdentityLimit), (Living[0].Identities.Count, Living[0].Mentioned.Count));
        Assert.Equal(11, _store.Links.Count);
        Assert.InRange(Json(Living[0]).Length, 1, 25_000);
        Assert.Equal(9_990, measurements.Of("omni.identities.over_limit", "kind=flood_id").Sum());
        foreach (var contact in new[] { Telling(20_000, "verified telegram_user_id:1"), Flood(20_001, 5_000), Flood(20_002, 10_000) })
        {
            var before = _store.Calls;
            await DeliverAsync(contact);
            Assert.Equal(3, _store.Calls - before);
        }
    }

    [Fact]
    public async Task A_number_that_made_five_one_customer_makes_nobody_else_part_of_it_and_tells_whom_it_joined()
    {
        for (var i = 1; i <= 8; i++)
            await DeliverAsync(Telling(i, $"verified viber_user_id:{i}", "claimed phone:+74951234567"));

        var link = Assert.Single(_store.Links, static link => link.Kind == IdentityKind.Phone);
        Assert.Equal(Enumerable.Range(2, 5).Select(static i => $"viber_user_id:{i}"), link.Joined.Select(static joined => joined.Who));
        Assert.Equal([1, 1, 6], Living.Select(static profile => profile.ContactCount).Order());
    }

    [Fact]
    public void A_contact_that_rivals_made_try_again_has_joined_one_and_not_each_that_it_tried()
    {
        var (first, second) = (Contact(1, "viber_user_id:1"), Contact(2, "viber_user_id:2"));
        var link = IdentityLink.To("anna", first.From.Identities[0], first);

        Assert.Equal(["clara"], link.Join("boris", second).Join("clara", second).Joined.Select(static joined => joined.Who));
        Assert.Equal(["boris", "clara"], link.Join("boris", first).Join("clara", second).Join("boris", second).Joined.Select(static joined => joined.Who));
    }

    [Fact]
    public async Task A_number_that_is_shared_by_now_still_leads_when_it_is_all_there_is()
    {
        for (var i = 1; i <= 8; i++)
            await DeliverAsync(Telling(i, $"verified viber_user_id:{i}", "claimed phone:+74951234567"));

        await DeliverAsync(Telling(9, "asserted phone:+74951234567"));

        Assert.Equal([1, 1, 7], Living.Select(static profile => profile.ContactCount).Order());
    }

    [Theory]
    [InlineData("phone=1", "phone", 1)]
    [InlineData("*=2; email = 3", "email", 3)]
    [InlineData("*=2", "viber_user_id", 2)]
    [InlineData("", "phone", 5)]
    [InlineData("", "hubspot_contact", 1)]
    [InlineData("*_contact=4", "amocrm_contact", 4)]
    public void A_limit_is_that_of_the_kind_or_of_all_others(string setting, string kind, int limit) =>
        Assert.Equal(limit, IdentityLimits.Parse(setting)!.Of(kind));

    [Theory]
    [InlineData("phone")]
    [InlineData("phone=0")]
    [InlineData("phone=many")]
    [InlineData("phone=1001")]
    [InlineData("=5")]
    public void What_is_no_limit_is_said_at_the_start(string setting)
    {
        var failures = new List<string>();
        IdentityOptions.From(name => name == "Limits" ? setting : null, failures);
        Assert.StartsWith("Identity__Limits has to be", Assert.Single(failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("some")]
    public void What_is_no_number_of_others_is_said_at_the_start(string setting)
    {
        var failures = new List<string>();
        IdentityOptions.From(name => name == "SharedAfter" ? setting : null, failures);
        Assert.StartsWith("Identity__SharedAfter has to be", Assert.Single(failures), StringComparison.Ordinal);
    }

    /// <summary>Somebody known with forty values of a kind that no other test has.</summary>
    private static Contact Flood(int minute, int from) =>
        Telling(minute, ["verified telegram_user_id:1", .. Enumerable.Range(from, 40).Select(static number => $"claimed flood_id:{number}")]);

    private Task DeliverAsync(Contact contact) => Resolution(_store, UsualOptions, pairs: _pairs).ResolveAsync([contact], default);
}
