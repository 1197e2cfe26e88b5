using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Tests.Crm;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>Numbers change hands: what came before stays where it is, what comes after goes to whoever has the number then.</summary>
public sealed class ChangedNumberTests
{
    private const string Old = "+447700900123";
    private const string New = "+447700900789";

    private readonly InMemoryCustomerStore _store = new();

    private IReadOnlyList<Profile> Living => [.. _store.Profiles.Where(static profile => !profile.IsFrozen)];

    [Fact]
    public async Task Whoever_changes_the_number_stays_the_same_customer_under_the_new_one()
    {
        await DeliverEachAsync(Telling(1, $"verified phone:{Old}"), Change(10), Telling(20, $"verified phone:{New}"));

        Assert.Equal(3, Assert.Single(Living).ContactCount);
    }

    [Fact]
    public async Task Whoever_gets_the_old_number_is_another_customer()
    {
        await DeliverEachAsync(Telling(1, $"verified phone:{Old}"), Change(10), Telling(20, $"verified phone:{Old}", "verified vk_user_id:7"), Telling(21, "verified vk_user_id:7"));

        Assert.Equal([2, 2], Living.Select(static profile => profile.ContactCount));
        var link = Assert.Single(_store.Links, static link => link.Value == Old);
        Assert.Equal(
            (OwnerOf(1), Morning.AddMinutes(1), Morning.AddMinutes(10)),
            (Assert.Single(link.Past).CustomerId, link.Past[0].Since, link.Past[0].Until));
        Assert.Equal(OwnerOf(20), link.CustomerId);
    }

    [Fact]
    public async Task What_was_written_from_the_old_number_before_the_change_and_comes_late_is_the_former_owners()
    {
        await DeliverEachAsync(Telling(1, $"verified phone:{Old}"), Change(10), Telling(20, $"verified phone:{Old}"), Telling(5, $"verified phone:{Old}"));

        Assert.Equal(OwnerOf(1), OwnerOf(5));
        Assert.NotEqual(OwnerOf(1), OwnerOf(20));
    }

    [Fact]
    public async Task Who_wrote_from_the_new_number_long_before_keeps_that_history_and_loses_the_number()
    {
        await DeliverEachAsync(Telling(1, $"verified phone:{Old}"), Telling(2, $"verified phone:{New}"), Change(10), Telling(20, $"verified phone:{New}"));

        Assert.Equal(OwnerOf(1), OwnerOf(20));
        Assert.NotEqual(OwnerOf(2), OwnerOf(20));
        Assert.Equal([1, 3], Living.Select(static profile => profile.ContactCount).Order());
    }

    [Fact]
    public async Task Who_wrote_from_the_new_number_after_the_change_and_before_its_notice_is_the_same_customer()
    {
        await DeliverEachAsync(Telling(1, $"verified phone:{Old}"), Telling(12, $"verified phone:{New}"), Change(10));

        Assert.Equal(3, Assert.Single(Living).ContactCount);
    }

    [Fact]
    public async Task The_notice_again_changes_nothing_and_neither_do_the_contacts_before_it()
    {
        Contact[] history = [Telling(1, $"verified phone:{Old}"), Telling(2, $"verified phone:{New}"), Change(10), Telling(20, $"verified phone:{New}"), Telling(21, $"verified phone:{Old}")];
        await DeliverEachAsync(history);
        var before = Living.Select(Json).ToArray();

        await DeliverEachAsync([.. history, .. history.Reverse()]);

        Assert.Equal(before, Living.Select(Json));
        Assert.Equal(history.Length, _store.Entries.Count(static entry => entry.Contact.Kind != ContactKind.Correction));
        Assert.Single(_store.Entries, static entry => entry.Contact.Kind == ContactKind.Correction);
    }

    [Fact]
    public async Task A_crash_between_any_two_calls_of_the_notice_is_healed_by_redelivery()
    {
        for (var fatal = 1; fatal <= 12; fatal++)
        {
            var store = new InMemoryCustomerStore();
            await DeliverAsync(store, Telling(1, $"verified phone:{Old}"));
            await DeliverAsync(store, Telling(2, $"verified phone:{New}"));
            var calls = 0;
            store.AfterCall = _ =>
            {
                if (++calls == fatal)
                    throw new InvalidOperationException("The process died.");
            };
            await Xunit.Record.ExceptionAsync(() => DeliverAsync(store, Change(10)));
            store.AfterCall = static _ => { };

            await DeliverAsync(store, Change(10));
            await DeliverAsync(store, Telling(20, $"verified phone:{New}"));

            Assert.Equal([1, 3], store.Profiles.Select(static profile => profile.ContactCount).Order());
        }
    }

    [Fact]
    public async Task A_notice_that_comes_before_everything_else_still_tells_whose_the_old_number_was()
    {
        await DeliverEachAsync(Change(10), Telling(5, $"verified phone:{Old}"), Telling(20, $"verified phone:{Old}"));

        Assert.Equal(OwnerOf(10), OwnerOf(5));
        Assert.NotEqual(OwnerOf(10), OwnerOf(20));
    }

    [Fact]
    public async Task Whoever_is_known_with_the_old_number_only_after_it_was_given_up_is_somebody_else()
    {
        await DeliverEachAsync(Telling(20, $"verified phone:{Old}"), Change(10), Telling(5, $"verified phone:{Old}"), Change(10));

        Assert.Equal(OwnerOf(10), OwnerOf(5));
        Assert.NotEqual(OwnerOf(10), OwnerOf(20));
        Assert.Equal(3, _store.Entries.Count);
    }

    [Fact]
    public async Task A_notice_about_a_number_nobody_knows_takes_the_new_one_over_all_the_same()
    {
        await DeliverEachAsync(Telling(2, $"verified phone:{New}"), Change(10), Telling(20, $"verified phone:{New}"));

        Assert.Equal(OwnerOf(10), OwnerOf(20));
        Assert.NotEqual(OwnerOf(2), OwnerOf(20));
    }

    [Fact]
    public async Task Who_has_as_many_numbers_as_one_has_can_change_one()
    {
        for (var i = 1; i <= 4; i++)
            await DeliverEachAsync(Telling(i, "verified vk_user_id:7", $"verified phone:+44770090020{i}"));
        await DeliverEachAsync(Telling(5, "verified vk_user_id:7", $"verified phone:{Old}"), Change(10), Telling(20, $"verified phone:{New}"));

        Assert.Equal(7, Assert.Single(Living).ContactCount);
    }

    [Fact]
    public async Task A_number_that_was_given_up_later_than_it_was_taken_over_is_nobodys_from_then_on()
    {
        await DeliverEachAsync(
            Telling(1, $"verified phone:{Old}"), Telling(2, $"verified phone:{New}"), GivingUp(30, $"phone:{New}"), Change(10), Telling(20, $"verified phone:{New}"), Telling(40, $"verified phone:{New}"));

        Assert.Equal(OwnerOf(1), OwnerOf(20));
        Assert.Equal(3, new[] { OwnerOf(1), OwnerOf(2), OwnerOf(40) }.Distinct().Count());
    }

    [Fact]
    public async Task A_notice_of_a_clock_that_is_wrong_does_not_keep_the_number_for_ever()
    {
        await DeliverEachAsync(Telling(1, $"verified phone:{Old}"), GivingUp(10_000_000, $"phone:{Old}"), GivingUp(10, $"phone:{Old}"), Telling(20, $"verified phone:{Old}"));

        Assert.NotEqual(OwnerOf(1), OwnerOf(20));
    }

    [Fact]
    public async Task The_profile_of_whoever_lost_a_number_to_its_new_owner_says_since_when_and_so_does_the_timeline()
    {
        await DeliverEachAsync(Telling(1, $"verified phone:{Old}"), Telling(2, $"claimed phone:{New}"), Change(10), Telling(20, $"verified phone:{New}"));

        var former = Assert.Single(Living, profile => profile.Id == OwnerOf(2));
        var lost = Assert.Single(former.Identities);
        Assert.Equal((Morning.AddMinutes(10), false, Trust.Claimed), (lost.EndedAt, lost.IsCurrent, lost.Trust));
        Assert.Equal((1, Morning.AddMinutes(10)), (former.ContactCount, former.LastChangeAt));
        var told = Assert.Single(_store.Entries, static entry => entry.Contact.Kind == ContactKind.Correction);
        Assert.Equal((former.Id, Morning.AddMinutes(10)), (told.CustomerId, told.Contact.OccurredAt));
        Assert.Equal(Json(ProfileFold.Add(Profile.Empty(former.Id), _store.ContactsOf(former))), Json(former));
    }

    [Fact]
    public async Task So_does_the_profile_of_whoever_lost_one_that_its_new_owner_has_no_room_for()
    {
        for (var i = 1; i <= 5; i++)
            await DeliverEachAsync(Telling(i, "verified vk_user_id:7", $"verified phone:+44770090020{i}"));
        await DeliverEachAsync(Telling(6, $"verified phone:{New}"), People.Change(10, "phone:+447700900999", $"phone:{New}"));
        await DeliverEachAsync(Telling(7, "verified vk_user_id:7", "verified phone:+447700900998"), People.Change(11, "phone:+447700900201", $"phone:{New}"));

        Assert.Equal(Morning.AddMinutes(10), Assert.Single(Living, profile => profile.Id == OwnerOf(6)).Identities[0].EndedAt);
    }

    [Fact]
    public async Task Whoever_gave_a_number_up_has_a_profile_that_says_so_whoever_has_it_now()
    {
        await DeliverEachAsync(Telling(1, $"verified phone:{Old}"), Change(10), Telling(20, $"verified phone:{Old}"), Telling(21, $"verified phone:{Old}"));

        var lost = Assert.Single(Living, profile => profile.Id == OwnerOf(1)).Identities.Single(static identity => identity.Value == Old);
        Assert.Equal((Morning.AddMinutes(10), false), (lost.EndedAt, lost.IsCurrent));
    }

    [Fact]
    public async Task A_number_that_the_CRM_replaced_is_over_on_the_profile()
    {
        await DeliverEachAsync(CrmFact.Of(Record(1, "+74951111111")), CrmFact.Of(Record(2, "+74952222222")), Telling(20, "verified phone:+74951111111"));

        var crm = Assert.Single(Living, static profile => profile.CrmRecords.Count > 0);
        Assert.Equal(
            [("+74951111111", Morning.AddMinutes(2)), ("+74952222222", null)],
            crm.Identities.Where(static identity => identity.Kind == IdentityKind.Phone).Select(static identity => (identity.Value, identity.EndedAt)));
    }

    [Fact]
    public async Task A_number_that_the_CRM_replaced_leads_there_no_longer()
    {
        await DeliverEachAsync(
            CrmFact.Of(Record(1, "+74951111111")),
            CrmFact.Of(Record(2, "+74952222222")),
            Telling(20, "verified phone:+74951111111"),
            Telling(21, "verified phone:+74952222222"));

        Assert.NotEqual(OwnerOf(20), OwnerOf(21));
        Assert.Equal([1, 1], Living.Select(static profile => profile.ContactCount));
        Assert.Equal(OwnerOf(21), Assert.Single(Living, static profile => profile.CrmRecords.Count > 0).Id);
    }

    private static CrmChange Record(int number, string phone) => Changes.Change(number, "5501", CrmAction.Updated, ("phone", phone)).WithPhone(phone) with
    {
        OccurredAt = Morning.AddMinutes(number),
    };

    private static Contact Change(int minute) => People.Change(minute, $"phone:{Old}", $"phone:{New}");

    private string OwnerOf(int minute)
    {
        var place = Assert.Single(_store.Entries, entry => entry.Contact.Id == Telling(minute).Id).CustomerId;
        return _store.Profiles.Single(profile => profile.Id == place).MergedInto ?? place;
    }

    private async Task DeliverEachAsync(params Contact[] contacts)
    {
        foreach (var contact in contacts)
            await DeliverAsync(_store, contact);
    }

    private static Task DeliverAsync(InMemoryCustomerStore store, Contact contact) => Resolution(store, UsualOptions).ResolveAsync([contact], default);
}
