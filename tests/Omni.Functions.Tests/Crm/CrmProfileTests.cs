using FsCheck.Xunit;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Golden;
using static Omni.Functions.Tests.Crm.Changes;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Crm;

/// <summary>How changes in a CRM become part of a profile.</summary>
public sealed class CrmProfileTests
{
    private static readonly Profile Nobody = Profile.Empty("00000000000000000000000000000001");

    [Property]
    public bool Any_order_of_changes_and_contacts_gives_the_same_profile(int[] numbers, int seed)
    {
        var facts = FactsOf(numbers);
        var shuffled = facts.ToArray();
        new Random(seed).Shuffle(shuffled);
        return Json(ProfileFold.Add(Nobody, facts)) == Json(ProfileFold.Add(Nobody, shuffled));
    }

    [Property]
    public bool Changes_split_over_two_merged_customers_count_as_if_there_had_been_one(int[] numbers, int cut)
    {
        var facts = FactsOf(numbers);
        var at = facts.Length == 0 ? 0 : (int)((uint)cut % facts.Length);
        var absorbed = ProfileFold.Add(Profile.Empty("00000000000000000000000000000002"), facts[at..]);
        var merged = ProfileFold.Absorb(ProfileFold.Add(Nobody, facts[..at]), absorbed);
        return Json(merged with { Absorbed = [] }) == Json(ProfileFold.Add(Nobody, facts));
    }

    [Property]
    public bool Records_told_twice_are_the_records_told_once(int[] numbers)
    {
        var facts = FactsOf(numbers);
        var once = ProfileFold.Add(Nobody, facts);
        var twice = ProfileFold.Add(once, facts);
        return Json(once with { ContactCount = 0, ContactsByChannel = Nobody.ContactsByChannel, ContactsByKind = Nobody.ContactsByKind })
            == Json(twice with { ContactCount = 0, ContactsByChannel = Nobody.ContactsByChannel, ContactsByKind = Nobody.ContactsByKind });
    }

    [Fact]
    public void A_change_is_no_contact()
    {
        var profile = Fold(Change(1, "1", CrmAction.Created, ("city", "Perm")).WithPhone("+74951234567"));

        Assert.Equal((0, null, null, null), (profile.ContactCount, profile.FirstContactAt, profile.LastContactAt, profile.LastChannel));
        Assert.Empty(profile.ContactsByChannel);
        Assert.Equal("Record 1", profile.DisplayName);
        Assert.Equal(["amocrm_contact:29000001:1", "phone:+74951234567"], profile.Identities.Select(identity => identity.Key));
    }

    [Fact]
    public void Of_each_attribute_the_newest_word_counts()
    {
        var record = Assert.Single(View(
            Change(9, "1", CrmAction.Updated, ("city", "Omsk"), ("post", null)),
            Change(3, "1", CrmAction.Created, ("name", "Anna"), ("city", "Perm"), ("post", "chief"))));

        Assert.Equal([KeyValuePair.Create("city", "Omsk"), KeyValuePair.Create("name", "Anna")], record.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.False(record.Removed);
    }

    [Fact]
    public void A_deleted_record_keeps_its_link_and_is_marked_as_removed_until_it_is_restored()
    {
        var created = Change(3, "1", CrmAction.Created, ("city", "Perm"));
        var deleted = Change(6, "1", CrmAction.Deleted);

        var removed = Assert.Single(View(deleted, created));
        Assert.Equal((true, "Perm"), (removed.Removed, removed.Attributes["city"]));
        Assert.Contains(Fold(created, deleted).Identities, identity => identity is { Kind: "amocrm_contact", Trust: Trust.Verified });
        Assert.False(Assert.Single(View(Change(9, "1", CrmAction.Restored), deleted, created)).Removed);
    }

    [Fact]
    public void A_record_merged_into_another_is_removed_and_its_survivor_is_there()
    {
        var records = View(Change(3, "1", CrmAction.Created), Change(6, "3").Merging("1", "2"));

        Assert.Equal([("1", true), ("2", true), ("3", false)], records.Select(record => (record.EntityId, record.Removed)));
    }

    [Property]
    public bool Too_many_records_and_attributes_are_cut_alike_in_any_order(int seed)
    {
        var facts = Enumerable.Range(0, 300).Select(i => CrmFact.Of(Change(i, $"{i % 30}", CrmAction.Updated, ($"field {i % 150}", $"{i}"), ($"field {(i + 70) % 150}", $"{i}")))).ToArray();
        var whole = ProfileFold.Add(Nobody, facts);
        new Random(seed).Shuffle(facts);
        return whole.CrmRecords.Count == CrmRecords.RecordLimit && Json(ProfileFold.Add(Nobody, facts)) == Json(whole);
    }

    private static Profile Fold(params CrmChange[] changes) => ProfileFold.Add(Nobody, changes.Select(CrmFact.Of));

    private static IReadOnlyList<CrmRecordView> View(params CrmChange[] changes) => CustomerView.Of(Fold(changes), ProfileOptions.Default).CrmRecords;

    /// <summary>Changes, and contacts among them.</summary>
    private static Contact[] FactsOf(int[] numbers) =>
        [.. numbers.Select(number => Math.Abs(number % 1000)).Distinct()
            .Select(number => number % 4 == 3 ? Contact(number, $"phone:+7495{number % 7:D7}") : CrmFact.Of(Any(number)))];
}
