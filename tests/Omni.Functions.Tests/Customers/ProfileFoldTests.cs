using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

public sealed class ProfileFoldTests
{
    private static readonly Profile Nobody = Profile.Empty("00000000000000000000000000000001");

    [Property]
    public bool Any_order_of_the_same_contacts_gives_the_same_profile(int[] numbers, int seed)
    {
        var contacts = ContactsOf(numbers);
        var shuffled = contacts.ToArray();
        new Random(seed).Shuffle(shuffled);
        return Json(ProfileFold.Add(Nobody, contacts)) == Json(ProfileFold.Add(Nobody, shuffled));
    }

    [Property]
    public bool Contacts_split_over_two_merged_customers_count_as_if_there_had_been_one(int[] numbers, NonNegativeInt cut)
    {
        var contacts = ContactsOf(numbers);
        var at = contacts.Length == 0 ? 0 : cut.Get % contacts.Length;
        var absorbed = ProfileFold.Add(Profile.Empty("00000000000000000000000000000002"), contacts[at..]);
        var merged = ProfileFold.Absorb(ProfileFold.Add(Nobody, contacts[..at]), absorbed);
        return Json(merged with { Absorbed = [] }) == Json(ProfileFold.Add(Nobody, contacts));
    }

    [Property]
    public bool Absorbing_twice_changes_nothing(int[] numbers)
    {
        var absorbed = ProfileFold.Add(Profile.Empty("00000000000000000000000000000002"), ContactsOf(numbers));
        var once = ProfileFold.Absorb(Nobody, absorbed);
        return Json(ProfileFold.Absorb(once, absorbed)) == Json(once);
    }

    [Fact]
    public void Of_two_names_at_the_same_moment_the_one_of_the_higher_contact_id_stays()
    {
        var one = Contact(1, "phone:+74951234567");
        var other = Contact(2, "phone:+74951234567");
        var expected = string.CompareOrdinal(one.Id, other.Id) > 0 ? one : other;

        Assert.Equal(one.OccurredAt, other.OccurredAt);
        Assert.Equal(expected.From.DisplayName, ProfileFold.Add(Nobody, [one, other]).DisplayName);
        Assert.Equal(expected.From.DisplayName, ProfileFold.Add(Nobody, [other, one]).DisplayName);
    }

    [Fact]
    public void A_contact_without_a_name_leaves_the_name_of_an_earlier_one()
    {
        var named = Contact(4, "phone:+74951234567");
        var later = Contact(10, "phone:+74951234567");

        Assert.Null(later.From.DisplayName);
        Assert.Equal("Name 4", ProfileFold.Add(Nobody, [named, later]).DisplayName);
    }

    [Fact]
    public void An_identity_keeps_the_best_trust_it_ever_came_with()
    {
        var typed = new Identity("email", "anna@example.org", Trust.Claimed);
        var contact = Contact(1);
        var claimed = contact with { From = contact.From with { Identities = [typed] } };
        var verified = Contact(2, "email:anna@example.org");

        var identity = Assert.Single(ProfileFold.Add(Nobody, [verified, claimed]).Identities);
        Assert.Equal(Trust.Verified, identity.Trust);
    }

    [Fact]
    public void A_profile_does_not_grow_with_the_history()
    {
        // Numbers of one length, so that names are.
        var contacts = Enumerable.Range(10_000, 20_000).Select(i => Contact(i, "phone:+74951234567")).ToList();
        var small = Json(ProfileFold.Add(Nobody, contacts.Take(100)));
        var large = Json(ProfileFold.Add(Nobody, contacts));
        Assert.InRange(large.Length, 1, small.Length + 40);
    }

    [Property]
    public bool Too_many_identities_are_cut_alike_in_any_order(int seed)
    {
        var contacts = Enumerable.Range(0, 150).Select(i => Contact(i, $"email:anna+{i}@example.org")).ToArray();
        var whole = ProfileFold.Add(Nobody, contacts);
        new Random(seed).Shuffle(contacts);
        return whole.Identities.Count == ProfileFold.IdentityLimit && Json(ProfileFold.Add(Nobody, contacts)) == Json(whole);
    }

    private static Contact[] ContactsOf(int[] numbers) =>
        [.. numbers.Select(number => Math.Abs(number % 1000)).Distinct()
            .Select(number => Contact(number, $"phone:+7495{number % 7:D7}", $"email:{number % 3}@example.org"))];
}
