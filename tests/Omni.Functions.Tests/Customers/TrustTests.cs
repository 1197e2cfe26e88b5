using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Suggestions;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>Who becomes one customer, and who is only suggested to be.</summary>
public sealed class TrustTests
{
    private const string Anna = "verified telegram_user_id:1";
    private const string Boris = "verified telegram_user_id:2";
    private const string Phone = "phone:+74951234567";
    private const string Email = "email:anna@example.org";

    private readonly InMemoryCustomerStore _store = new();
    private readonly InMemoryCustomerPairs _pairs = new();

    private IReadOnlyList<Profile> Living => [.. _store.Profiles.Where(static profile => !profile.IsFrozen)];

    [Fact]
    public async Task What_somebody_typed_joins_when_nothing_contradicts()
    {
        await DeliverEachAsync(Telling(1, Anna, $"verified {Phone}"), Telling(2, $"claimed {Phone}", $"claimed {Email}"), Telling(3, $"asserted {Email}"));

        Assert.Equal(3, Assert.Single(Living).ContactCount);
        Assert.Empty(_pairs.All);
    }

    [Fact]
    public async Task What_a_channel_vouches_for_makes_two_customers_one()
    {
        await DeliverEachAsync(Telling(1, Anna), Telling(2, $"asserted {Phone}"), Telling(3, Anna, $"verified {Phone}"));

        Assert.Equal(3, Assert.Single(Living).ContactCount);
    }

    [Fact]
    public async Task Who_types_the_number_of_somebody_with_an_account_of_their_own_stays_themselves_and_is_suggested()
    {
        await DeliverEachAsync(Telling(1, Anna, $"verified {Phone}"), Telling(2, Boris, $"claimed {Phone}"));

        Assert.Equal([1, 1], Living.Select(static profile => profile.ContactCount));
        var pair = Assert.Single(_pairs.All);
        Assert.Equal(Living.Select(static profile => profile.Id).Order(StringComparer.Ordinal), new[] { pair.First, pair.Second });
        Assert.Equal(["sameIdentity", "contradiction"], pair.Reasons.Select(static reason => reason.Rule));
        Assert.Equal((Phone, Telling(2).Id), ($"{pair.Reasons[0].Kind}:{pair.Reasons[0].Value}", pair.Reasons[0].ContactId));
        Assert.Equal("telegram_user_id", pair.Reasons[1].Kind);
    }

    [Fact]
    public async Task What_did_not_join_stays_on_the_profile_as_what_somebody_wrote_and_leads_to_its_owner()
    {
        await DeliverEachAsync(Telling(1, Anna, $"verified {Phone}"), Telling(2, Boris, $"claimed {Phone}"), Telling(3, $"asserted {Phone}"));

        var boris = Assert.Single(Living, static profile => profile.Knows(new Identity("telegram_user_id", "2", Trust.Verified)));
        Assert.Equal(Phone, Assert.Single(boris.Mentioned).Key);
        var anna = Assert.Single(Living, profile => profile.Id != boris.Id);
        Assert.Equal((1, 2), (boris.ContactCount, anna.ContactCount));
    }

    [Fact]
    public async Task A_contact_that_names_two_who_cannot_be_one_is_a_customer_of_its_own_with_both_suggested()
    {
        var form = Telling(3, $"claimed {Phone}", $"claimed {Email}");
        await DeliverEachAsync(Telling(1, Anna, $"verified {Phone}"), Telling(2, Boris, $"verified {Email}"), form);

        Assert.Equal([1, 1, 1], Living.Select(static profile => profile.ContactCount));
        var own = Assert.Single(_store.Entries, entry => entry.Contact.Id == form.Id).CustomerId;
        Assert.Equal(2, _pairs.All.Count);
        Assert.All(_pairs.All, pair => Assert.True(pair.Has(own)));
        Assert.All(_pairs.All, static pair => Assert.Contains(pair.Reasons, static reason => reason.Rule == "severalCandidates"));
    }

    [Fact]
    public async Task Such_a_contact_is_one_entry_however_often_it_comes_also_once_the_two_are_one()
    {
        var form = Telling(3, $"claimed {Phone}", $"claimed {Email}");
        await DeliverEachAsync(Telling(1, $"verified {Phone}", "verified vk_user_id:1"), Telling(2, $"verified {Email}", "verified vk_user_id:2"), form, form);
        Assert.Equal([1, 1, 1], Living.Select(static profile => profile.ContactCount));

        await Resolution(_store, Options, pairs: _pairs).ResolveAsync([Telling(4, $"verified {Phone}", $"verified {Email}")], default);
        await DeliverEachAsync(form);

        Assert.Equal(4, _store.Entries.Count);
        Assert.Equal(4, Living.Sum(static profile => profile.ContactCount));
    }

    [Fact]
    public async Task What_is_vouched_for_joins_and_what_is_typed_beside_it_does_not_when_they_contradict()
    {
        await DeliverEachAsync(
            Telling(1, $"verified {Phone}"),
            Telling(2, Boris, $"verified {Email}"),
            Telling(3, Anna, $"verified {Phone}", $"claimed {Email}"));

        var anna = Assert.Single(Living, static profile => profile.Knows(new Identity("telegram_user_id", "1", Trust.Verified)));
        Assert.Equal(2, anna.ContactCount);
        Assert.Equal(2, Living.Count);
        Assert.Single(_pairs.All);
    }

    [Fact]
    public async Task The_likelier_suggestion_comes_first()
    {
        await DeliverEachAsync(
            Telling(1, "verified vk_user_id:1", $"verified {Phone}"),
            Telling(2, "verified vk_user_id:2", $"verified {Email}"),
            Telling(3, "verified vk_user_id:3", $"asserted {Phone}", $"claimed {Email}"));

        Assert.Equal([0.7, 0.5], _pairs.All.Select(static pair => pair.Score));
    }

    [Fact]
    public async Task The_same_again_costs_no_more_than_any_contact_and_suggests_nothing_new()
    {
        await DeliverEachAsync(Telling(1, Anna, $"verified {Phone}"), Telling(2, Boris, $"claimed {Phone}"));
        var (calls, asked) = (_store.Calls, _pairs.Calls);

        await DeliverEachAsync(Telling(4, Boris, $"claimed {Phone}"));

        Assert.Equal((3, 0), (_store.Calls - calls, _pairs.Calls - asked));
        Assert.Single(_pairs.All);
    }

    [Fact]
    public async Task Better_evidence_is_weighed_again()
    {
        await DeliverEachAsync(Telling(1, Anna), Telling(2, "verified viber_user_id:1", $"verified {Phone}"), Telling(3, "verified viber_user_id:2", $"verified {Email}"));
        await KeepApartAsync(2, 3);
        await DeliverEachAsync(Telling(4, "verified viber_user_id:1", $"claimed {Email}"));
        Assert.Equal(3, Living.Count);

        await DeliverEachAsync(Telling(50, "verified viber_user_id:1", $"verified {Email}"));

        Assert.Equal(2, Living.Count);
    }

    [Fact]
    public async Task Who_is_kept_apart_is_not_joined_by_evidence_from_before_or_by_anything_typed()
    {
        await DeliverEachAsync(Telling(2, "verified viber_user_id:1", $"verified {Phone}"), Telling(3, "verified viber_user_id:2", $"verified {Email}"));
        await KeepApartAsync(2, 3);

        await DeliverEachAsync(
            Telling(5, "verified viber_user_id:1", $"verified {Email}"),
            Telling(50, "verified viber_user_id:1", $"asserted {Email}"),
            Telling(51, $"claimed {Phone}", $"claimed {Email}"));

        Assert.Equal(3, Living.Count);
    }

    [Fact]
    public async Task Two_records_of_one_CRM_are_two_customers_and_a_suggestion()
    {
        await DeliverEachAsync(
            Telling(1, "verified hubspot_contact:9:1", $"claimed {Phone}"),
            Telling(2, "verified hubspot_contact:9:2", $"claimed {Phone}"),
            Telling(3, "verified hubspot_contact:8:2", $"claimed {Phone}"));

        Assert.Equal([1, 2], Living.Select(static profile => profile.ContactCount).Order());
        Assert.Single(_pairs.All);
    }

    [Fact]
    public async Task One_contact_of_a_batch_is_decided_on_what_those_before_it_left()
    {
        await DeliverAsync(
            Telling(1, Anna, $"verified {Phone}"), Telling(2, Boris, $"claimed {Phone}"), Telling(3, $"claimed {Phone}"), Telling(4, Boris), Telling(5, Boris, $"claimed {Email}"));

        Assert.Equal([2, 3], Living.Select(static profile => profile.ContactCount).Order());
        Assert.Single(_pairs.All);
    }

    private async Task KeepApartAsync(params int[] minutes)
    {
        var customers = minutes.Select(minute => _store.Entries.Single(entry => entry.Contact.Id == Telling(minute).Id).CustomerId).ToArray();
        await _pairs.AddAsync(CustomerPair.Of(customers[0], customers[1], PairState.Apart, 1, [], Morning) with { DecidedAt = Morning.AddMinutes(10) }, default);
    }

    private async Task DeliverEachAsync(params Contact[] contacts)
    {
        foreach (var contact in contacts)
            await DeliverAsync(contact);
    }

    private Task DeliverAsync(params Contact[] contacts) => Resolution(_store, UsualOptions, pairs: _pairs).ResolveAsync(contacts, default);
}
