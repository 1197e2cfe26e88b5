using Omni.Functions.Contacts;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

public sealed class ContactResolutionTests
{
    private const string Phone = "phone:+74951234567";
    private const string Email = "email:anna@example.org";
    private const string Telegram = "telegram_user_id:4242";

    private readonly InMemoryCustomerStore _store = new();

    [Fact]
    public async Task Two_contacts_with_the_same_phone_become_one_customer()
    {
        await Deliver(Contact(1, Phone), Contact(2, Phone));
        var customer = Assert.Single(_store.Profiles);
        Assert.Equal(2, customer.ContactCount);
        Assert.Equal(2, _store.EntryCount);
    }

    [Fact]
    public async Task A_second_delivery_changes_nothing()
    {
        await Deliver(Contact(1, Phone), Contact(2, Phone));
        var before = Json(Assert.Single(_store.Profiles));
        await Deliver(Contact(2, Phone), Contact(1, Phone), Contact(2, Phone));
        Assert.Equal(before, Json(Assert.Single(_store.Profiles)));
    }

    [Fact]
    public async Task Duplicates_do_not_keep_their_neighbours_off_the_timeline()
    {
        await Deliver(Contact(1, Phone), Contact(3, Phone));
        await Deliver(Contact(1, Phone), Contact(2, Phone), Contact(3, Phone), Contact(4, Phone));
        Assert.Equal(4, Assert.Single(_store.Profiles).ContactCount);
        Assert.Equal(4, _store.EntryCount);
    }

    [Fact]
    public async Task Contacts_without_identity_are_customers_of_their_own()
    {
        await Deliver(Contact(1), Contact(2));
        await Deliver(Contact(1));
        Assert.Equal([1L, 1L], _store.Profiles.Select(profile => profile.ContactCount));
        Assert.Empty(_store.Links);
    }

    [Fact]
    public async Task A_contact_with_identities_of_two_customers_merges_them()
    {
        await Deliver(Contact(1, Phone));
        await Deliver(Contact(2, Email));
        await Deliver(Contact(3, Telegram, Phone, Email));

        var living = Assert.Single(_store.Profiles, profile => !profile.IsFrozen);
        var frozen = Assert.Single(_store.Profiles, profile => profile.IsFrozen);
        Assert.Equal(3, living.ContactCount);
        Assert.Equal([frozen.Id], living.Absorbed);
        Assert.Equal(living.Id, frozen.MergedInto);
        Assert.Equal(Contact(3).Id, frozen.MergeEvidence!.ContactId);
        Assert.True(string.CompareOrdinal(living.Id, frozen.Id) < 0);
        Assert.Equal(3, _store.ContactsOf(living).Count);
        Assert.All(_store.Links, link => Assert.Equal(living.Id, link.CustomerId));
    }

    [Fact]
    public async Task A_duplicate_of_an_absorbed_customers_contact_is_still_a_duplicate()
    {
        await Deliver(Contact(1, Phone));
        await Deliver(Contact(2, Email));
        await Deliver(Contact(3, Phone, Email));
        await Deliver(Contact(2, Email), Contact(1, Phone));
        Assert.Equal(3, Assert.Single(_store.Profiles, profile => !profile.IsFrozen).ContactCount);
        Assert.Equal(3, _store.EntryCount);
    }

    [Fact]
    public async Task A_link_remembered_from_its_claim_is_shortened_once_it_has_been_read()
    {
        var resolution = Resolution(_store);
        foreach (var contact in new[] { Contact(1, Phone), Contact(2, Email), Contact(3, Phone, Email), Contact(4, Phone), Contact(5, Email) })
            await resolution.ResolveAsync([contact], CancellationToken.None);

        var living = Assert.Single(_store.Profiles, profile => !profile.IsFrozen);
        Assert.Equal(5, living.ContactCount);
        Assert.All(_store.Links, link => Assert.Equal(living.Id, link.CustomerId));
    }

    [Fact]
    public async Task Chains_of_merges_end_at_one_customer()
    {
        for (var i = 0; i < 12; i++)
            await Deliver(Contact(i, $"email:{i}@example.org"));
        for (var i = 0; i < 11; i++)
            await Deliver(Contact(100 + i, $"email:{(i * 7) % 11}@example.org", $"email:{((i * 7) % 11) + 1}@example.org"));

        var living = Assert.Single(_store.Profiles, profile => !profile.IsFrozen);
        Assert.Equal(23, living.ContactCount);
        Assert.Equal(11, living.Absorbed.Count);
        await Deliver(Contact(200, "email:5@example.org"));
        Assert.Equal(24, Assert.Single(_store.Profiles, profile => !profile.IsFrozen).ContactCount);
    }

    [Fact]
    public async Task Contacts_that_share_an_identity_only_over_a_third_are_one_customer_before_anything_is_written()
    {
        await Deliver(Contact(1, Phone), Contact(2, Email), Contact(3, Telegram, Phone), Contact(4, Telegram, Email));
        Assert.Equal(4, Assert.Single(_store.Profiles).ContactCount);
    }

    [Fact]
    public async Task More_contacts_of_one_customer_than_a_write_carries_go_out_in_several()
    {
        await Deliver([.. Enumerable.Range(0, 256).Select(i => Contact(i, Phone))]);
        _store.LargestCommit = 7;
        await Deliver([.. Enumerable.Range(200, 200).Select(i => Contact(i, Phone))]);
        Assert.Equal(400, Assert.Single(_store.Profiles).ContactCount);
        Assert.Equal(400, _store.EntryCount);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3)]
    public async Task More_customers_than_a_write_carries_become_one_with_all_their_contacts(int largestCommit)
    {
        _store.LargestCommit = largestCommit;
        var emails = Enumerable.Range(0, 120).Select(i => $"email:{i}@example.org").ToArray();
        for (var i = 0; i < emails.Length; i++)
            await Deliver(Contact(i, emails[i]));

        await Deliver([Contact(500, emails[..50]), Contact(501, emails[49..99]), Contact(502, emails[98..]), .. Enumerable.Range(600, 90).Select(i => Contact(i, emails[0]))]);

        var living = Assert.Single(_store.Profiles, profile => !profile.IsFrozen);
        Assert.Equal((213, 119), (living.ContactCount, living.Absorbed.Count));
        Assert.Equal(213, _store.EntryCount);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(10_000)]
    public async Task A_contact_of_a_known_customer_costs_three_calls_whatever_the_history(int history)
    {
        await Deliver([.. Enumerable.Range(0, history).Select(i => Contact(i, Phone, Email))]);
        var before = _store.Calls;
        await Deliver(Contact(history, Phone, Email));
        Assert.Equal(3, _store.Calls - before);
    }

    [Fact]
    public async Task A_customer_just_seen_costs_one_call()
    {
        var resolution = Resolution(_store);
        await resolution.ResolveAsync([Contact(1, Phone)], CancellationToken.None);
        await resolution.ResolveAsync([Contact(2, Phone)], CancellationToken.None);
        var before = _store.Calls;
        await resolution.ResolveAsync([Contact(3, Phone)], CancellationToken.None);
        Assert.Equal(1, _store.Calls - before);
    }

    private async Task Deliver(params Contact[] contacts) =>
        await Resolution(_store).ResolveAsync(contacts, CancellationToken.None);
}
