using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Tests.Crm;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>A contact that comes again finds another world: it is one entry all the same, and decides nothing anew. Batches decide like single contacts.</summary>
public sealed class SecondDeliveryTests
{
    private const string Anna = "verified telegram_user_id:1";
    private const string Boris = "verified telegram_user_id:2";
    private const string Phone = "phone:+74951234567";
    private const string Email = "email:anna@example.org";

    private readonly InMemoryCustomerStore _store = new();
    private readonly InMemoryCustomerPairs _pairs = new();

    private IReadOnlyList<Profile> Living => [.. _store.Profiles.Where(static profile => !profile.IsFrozen)];

    [Fact]
    public async Task A_form_with_a_number_that_is_shared_by_now_is_one_entry()
    {
        var form = Telling(1, $"claimed {Phone}");
        await DeliverEachAsync(form);
        for (var i = 2; i <= 8; i++)
            await DeliverEachAsync(Telling(i, $"verified viber_user_id:{i}", $"claimed {Phone}"));

        await DeliverEachAsync(form);

        Assert.Equal(8, _store.Entries.Count);
    }

    [Fact]
    public async Task A_message_from_a_number_that_was_given_up_before_it_is_one_entry_also_when_that_is_known_only_later()
    {
        var message = Telling(12, $"verified {Phone}");
        await DeliverEachAsync(Telling(1, $"verified {Phone}"), message, GivingUp(10, Phone), message);

        Assert.Equal(3, _store.Entries.Count);
        Assert.Equal(3, Assert.Single(Living).ContactCount);
    }

    [Fact]
    public async Task A_message_that_came_before_the_notice_of_its_new_owner_is_one_entry()
    {
        var message = Telling(12, $"verified {Phone}");
        await DeliverEachAsync(Telling(1, $"verified {Phone}"), Telling(2, "verified phone:+74957654321"), message, Change(10, "phone:+74957654321", Phone), message);

        Assert.Equal(4, _store.Entries.Count(static entry => entry.Contact.Kind != ContactKind.Correction));
    }

    [Fact]
    public async Task A_form_that_named_two_who_could_not_be_one_joins_them_neither_when_it_comes_again_and_they_could()
    {
        var form = Telling(3, $"claimed {Phone}", $"claimed {Email}");
        await DeliverEachAsync(Telling(1, Anna, $"verified {Phone}"), Telling(2, Boris, $"verified {Email}"), form, GivingUp(4, "telegram_user_id:2"));

        await DeliverEachAsync(form);

        Assert.Equal([1, 1, 2], Living.Select(static profile => profile.ContactCount).Order());
    }

    [Fact]
    public async Task What_is_known_of_one_customer_is_not_claimed_for_whoever_absorbs_them_in_the_same_batch()
    {
        var (larger, smaller) = InOrder(Telling(1, Anna));
        await DeliverEachAsync(Telling(2, Boris, $"verified {Phone}"), larger with { From = Telling(1, Anna, $"claimed {Phone}").From }, smaller);

        await DeliverAsync(Telling(5, Anna, Told(smaller)), Telling(6, Anna, $"claimed {Phone}"));

        Assert.Equal([1, 4], Living.Select(static profile => profile.ContactCount).Order());
    }

    [Fact]
    public async Task Whoever_is_suggested_is_somebody_also_when_a_contact_of_the_same_batch_tells_who_they_are()
    {
        var (larger, smaller) = InOrder(Telling(4, "verified telegram_user_id:9"));
        await DeliverEachAsync(Telling(1, Anna, $"verified {Phone}"), smaller);

        await DeliverAsync(Telling(4, Told(larger), $"claimed {Phone}"), Telling(5, Told(larger), Told(smaller)));

        var pair = Assert.Single(_pairs.All);
        Assert.Equal(Living.Select(static profile => profile.Id).Order(StringComparer.Ordinal), [pair.First, pair.Second]);
    }

    [Fact]
    public async Task A_number_that_was_given_up_leads_to_whoever_a_contact_of_the_same_batch_tells_its_new_owner_to_be()
    {
        for (var i = 0; i < 8; i++)
        {
            var phone = $"verified phone:+7495123450{i}";
            await DeliverEachAsync(Telling(1 + (100 * i), phone), GivingUp(2 + (100 * i), phone[9..]), Telling(3 + (100 * i), $"verified viber_user_id:{i}"));
            var first = Telling(4 + (100 * i), phone);

            await DeliverAsync(first, Telling(5 + (100 * i), phone, $"verified viber_user_id:{i}"));
            await DeliverEachAsync(first);
        }

        Assert.Equal(40, _store.Entries.Count);
        Assert.All(_store.Links, link => Assert.Contains(_store.Profiles, profile => profile.Id == link.CustomerId));
        Assert.Equal(16, Living.Count);
    }

    [Fact]
    public async Task What_the_channel_vouches_for_counts_against_what_is_typed_in_the_same_contact()
    {
        await DeliverEachAsync(Telling(1, Anna), Telling(2, "verified vk_user_id:6", $"verified {Phone}"), Telling(3, Anna, "verified vk_user_id:5", $"claimed {Phone}"));

        Assert.Equal([1, 2], Living.Select(static profile => profile.ContactCount).Order());
        Assert.Single(_pairs.All);
    }

    [Fact]
    public async Task Somebody_elses_number_is_none_of_the_customers_whatever_new_comes_with_it()
    {
        await DeliverEachAsync(Telling(1, Anna, $"verified {Phone}"), Telling(2, Boris, $"claimed {Phone}"), Telling(3, Boris, $"claimed {Phone}", $"claimed {Email}"));

        var boris = Assert.Single(Living, static profile => profile.ContactCount == 2);
        Assert.Equal([Email, "telegram_user_id:2"], boris.Identities.Select(static identity => identity.Key));
    }

    [Fact]
    public async Task Two_changes_of_a_record_in_one_batch_end_its_old_number_like_one_after_the_other()
    {
        await DeliverAsync(CrmFact.Of(Record(1, "+74951111111")), CrmFact.Of(Record(2, "+74952222222")));

        await DeliverEachAsync(Telling(20, "verified phone:+74951111111"), Telling(21, "verified phone:+74952222222"));

        Assert.Equal([1, 1], Living.Select(static profile => profile.ContactCount));
    }

    [Fact]
    public async Task Who_is_kept_apart_is_not_joined_by_two_contacts_of_one_batch()
    {
        await DeliverEachAsync(Telling(1, Anna), Telling(2, "verified viber_user_id:1"));
        await _pairs.AddAsync(
            CustomerPair.Of(Living[0].Id, Living[1].Id, PairState.Apart, 1, [], Morning) with { DecidedAt = Morning.AddMinutes(10) }, default);

        await DeliverAsync(Telling(20, "verified viber_user_id:1", $"verified {Email}"), Telling(21, Anna, $"asserted {Email}"));

        Assert.Equal(2, Living.Count);
    }

    [Fact]
    public async Task A_process_that_remembers_whose_a_number_was_learns_of_its_new_owner()
    {
        var remembering = Resolution(_store, UsualOptions, pairs: _pairs);
        await remembering.ResolveAsync([Telling(1, $"verified {Phone}", Boris)], default);
        await remembering.ResolveAsync([Telling(2, $"verified {Phone}")], default);
        await remembering.ResolveAsync([Telling(3, Boris)], default);
        await DeliverEachAsync(Telling(4, "verified phone:+74957654321"), Change(10, "phone:+74957654321", Phone));

        await remembering.ResolveAsync([Telling(19, Boris)], default);
        await remembering.ResolveAsync([Telling(20, $"verified {Phone}")], default);

        Assert.Equal(OwnerOf(4), OwnerOf(20));
        Assert.NotEqual(OwnerOf(3), OwnerOf(20));
    }

    [Fact]
    public async Task Nobody_is_joined_with_whom_a_process_only_remembers_not_to_contradict()
    {
        var remembering = Resolution(_store, UsualOptions, pairs: _pairs);
        await remembering.ResolveAsync([Telling(1, $"verified {Phone}")], default);
        await remembering.ResolveAsync([Telling(2, Anna)], default);
        await DeliverEachAsync(Telling(3, Boris, $"verified {Phone}"));

        await remembering.ResolveAsync([Telling(4, Anna, $"claimed {Phone}")], default);

        Assert.Equal([2, 2], Living.Select(static profile => profile.ContactCount));
    }

    /// <summary>The contact, and one of somebody whose id comes before its customer's.</summary>
    private static (Contact Larger, Contact Smaller) InOrder(Contact contact)
    {
        var id = CustomerId.From(UsualOptions.IdSalt.Span, contact);
        return (contact, Enumerable.Range(1, 1000).Select(static i => Telling(3, $"verified viber_user_id:{i}"))
            .First(other => string.CompareOrdinal(CustomerId.From(UsualOptions.IdSalt.Span, other), id) < 0));
    }

    private static string Told(Contact contact) => $"verified {contact.From.Identities[0].Key}";

    private static CrmChange Record(int number, string phone) => Changes.Change(number, "5501", CrmAction.Updated, ("phone", phone)).WithPhone(phone) with
    {
        OccurredAt = Morning.AddMinutes(number),
    };

    private string OwnerOf(int minute)
    {
        var place = Assert.Single(_store.Entries, entry => entry.Contact.Id == Telling(minute).Id).CustomerId;
        return _store.Profiles.Single(profile => profile.Id == place).MergedInto ?? place;
    }

    private async Task DeliverEachAsync(params Contact[] contacts)
    {
        foreach (var contact in contacts)
            await DeliverAsync(contact);
    }

    private Task DeliverAsync(params Contact[] contacts) => Resolution(_store, UsualOptions, pairs: _pairs).ResolveAsync(contacts, default);
}
