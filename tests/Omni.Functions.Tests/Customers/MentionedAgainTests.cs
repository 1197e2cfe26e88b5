using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>What a customer mentions and somebody else has becomes the customer's once that one gives it up.</summary>
public sealed class MentionedAgainTests
{
    private const string Anna = "verified telegram_user_id:1";
    private const string Boris = "verified telegram_user_id:2";
    private const string Phone = "phone:+74951234567";
    private const string Other = "phone:+74957654321";

    private readonly InMemoryCustomerStore _store = new();
    private readonly InMemoryCustomerPairs _pairs = new();

    private Profile Mentioning => Assert.Single(_store.Profiles, static profile => profile.Identities.Any(static identity => identity.Key == "telegram_user_id:1"));

    [Fact]
    public async Task A_number_that_its_owner_gave_up_joins_whoever_mentions_it_after_that()
    {
        await DeliverAsync(Telling(1, Boris, $"verified {Phone}"), Telling(2, Anna, $"claimed {Phone}"), GivingUp(10, Phone));

        await DeliverAsync(Telling(20, Anna, $"claimed {Phone}"), Telling(21, $"asserted {Phone}"));

        Assert.Equal(3, Mentioning.ContactCount);
        Assert.Contains(Mentioning.Identities, static identity => identity.Key == Phone && identity.IsCurrent);
    }

    [Fact]
    public async Task A_number_whose_owner_has_another_one_now_joins_whoever_mentions_it_after_that()
    {
        await DeliverAsync(Telling(1, Boris, $"verified {Phone}"), Telling(2, Anna, $"claimed {Phone}"), Change(10, Phone, Other));

        await DeliverAsync(Telling(20, Anna, $"claimed {Phone}"), Telling(21, $"asserted {Phone}"));

        Assert.Equal(3, Mentioning.ContactCount);
    }

    [Fact]
    public async Task What_was_mentioned_before_it_was_given_up_and_comes_late_is_not_the_customers()
    {
        await DeliverAsync(Telling(1, Boris, $"verified {Phone}"), Telling(2, Anna, $"claimed {Phone}"), GivingUp(10, Phone), Telling(5, Anna, $"claimed {Phone}"));

        Assert.DoesNotContain(Mentioning.Identities, static identity => identity.Key == Phone);
    }

    [Fact]
    public async Task What_joined_after_all_stays_the_customers_and_is_counted_as_used()
    {
        await DeliverAsync(Telling(1, Boris, $"verified {Phone}"), Telling(2, Anna, $"claimed {Phone}"), GivingUp(10, Phone));

        await DeliverAsync(Telling(20, Anna, $"claimed {Phone}"), Telling(30, Anna, $"claimed {Phone}"));

        Assert.Equal(Morning.AddMinutes(30), Assert.Single(Mentioning.Identities, static identity => identity.Key == Phone).LastSeenAt);
    }

    [Fact]
    public async Task An_address_too_many_joins_once_the_customer_has_fewer()
    {
        for (var i = 1; i <= 6; i++)
            await DeliverAsync(Telling(i, Anna, $"claimed email:{i}@example.org"));
        await DeliverAsync(Telling(7, Anna, "claimed email:6@example.org"), GivingUp(10, "email:1@example.org"));

        await DeliverAsync(Telling(20, Anna, "claimed email:6@example.org"), Telling(21, "asserted email:6@example.org"));

        Assert.Equal(10, Mentioning.ContactCount);
    }

    [Fact]
    public async Task Whoever_mentions_again_and_again_what_somebody_else_has_costs_three_round_trips_at_most()
    {
        await DeliverAsync(Telling(1, Boris, $"verified {Phone}"), Telling(2, Anna, $"claimed {Phone}"));
        var before = (_store.Calls, _pairs.Calls);

        await DeliverAsync(Telling(3, Anna, $"claimed {Phone}"));
        Assert.Equal((3, 0), (_store.Calls - before.Item1, _pairs.Calls - before.Item2));

        var remembering = Resolution(_store, UsualOptions, pairs: _pairs);
        for (var i = 4; i < 10; i++)
        {
            before = (_store.Calls, _pairs.Calls);
            await remembering.ResolveAsync([Telling(i, Anna, $"claimed {Phone}")], default);
            Assert.InRange(_store.Calls - before.Item1 + _pairs.Calls - before.Item2, 1, 3);
        }
    }

    [Fact]
    public async Task Nor_does_the_contact_that_joins_what_was_given_up_cost_more()
    {
        await DeliverAsync(Telling(1, Boris, $"verified {Phone}"), Telling(2, Anna, $"claimed {Phone}"), GivingUp(10, Phone));
        var before = _store.Calls;

        await DeliverAsync(Telling(20, Anna, $"claimed {Phone}"));

        // Links, customers, commit; and what is joined is claimed.
        Assert.InRange(_store.Calls - before, 3, 5);
    }

    private async Task DeliverAsync(params Contact[] contacts)
    {
        foreach (var contact in contacts)
            await Resolution(_store, UsualOptions, pairs: _pairs).ResolveAsync([contact], default);
    }
}
