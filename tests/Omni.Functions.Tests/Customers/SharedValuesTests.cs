using Omni.Functions.Contacts;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

public sealed class SharedValuesTests
{
    private readonly InMemoryCustomerStore _store = new();

    [Theory]
    [InlineData("email:info@example.com")]
    [InlineData("email:noreply@example.com")]
    [InlineData("phone:+70000000000")]
    public async Task Ten_people_with_the_same_value_that_is_nobodys_own_stay_ten(string value)
    {
        await ResolveEachAsync([.. Enumerable.Range(0, 10).Select(i => Contact(i, $"phone:+44770090010{i}", value))]);

        Assert.Equal(10, _store.Profiles.Count(profile => !profile.IsFrozen));
        Assert.All(_store.Profiles, profile => Assert.Contains(profile.Mentioned, identity => identity.Key == value && identity.Standing != IdentityStanding.Joins));
        Assert.Empty(await _store.FindLinksAsync([Of(value)], default));
    }

    [Fact]
    public async Task Mails_from_a_shared_mailbox_alone_are_one_customer_and_make_nobody_else_part_of_it()
    {
        await ResolveEachAsync(
            Contact(0, "phone:+447700900100", "email:info@example.com"),
            Contact(1, "email:info@example.com"),
            Contact(2, "email:info@example.com"),
            Contact(3, "phone:+447700900103", "email:info@example.com"));

        Assert.Equal([1, 1, 2], _store.Profiles.Select(profile => profile.ContactCount).Order());
        Assert.DoesNotContain(_store.Profiles, profile => profile.IsFrozen);
    }

    [Fact]
    public async Task People_known_by_nobodys_value_alone_are_each_somebody_else()
    {
        await ResolveEachAsync(Contact(0, "email:noreply@example.com"), Contact(1, "email:noreply@example.com"));

        Assert.Equal([1, 1], _store.Profiles.Select(profile => profile.ContactCount));
    }

    [Fact]
    public async Task A_contact_delivered_twice_is_stored_once_though_its_first_value_is_shared()
    {
        var contact = Contact(0, "email:info@example.com", "phone:+447700900100");

        await ResolveEachAsync(contact, contact);

        Assert.Equal(1, Assert.Single(_store.Profiles).ContactCount);
    }

    private async Task ResolveEachAsync(params Contact[] contacts)
    {
        foreach (var contact in contacts)
            await Resolution(_store).ResolveAsync([contact], CancellationToken.None);
    }

    private static Identity Of(string key) => Contact(0, key).From.Identities[0];
}
