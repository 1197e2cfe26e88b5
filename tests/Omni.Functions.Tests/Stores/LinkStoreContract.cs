using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Stores;

/// <summary>Which identity leads to whom. The adapter and the fake that other tests use obey it alike.</summary>
public abstract class LinkStoreContract
{
    protected const string Id = "0123456789abcdef0123456789abcdef";
    protected const string OtherId = "1123456789abcdef0123456789abcdef";

    protected static Contact First { get; } = Contact(1, "phone:+74951234567", "email:o/n?e#%41\\@example.org", "telegram_username:ёж ~x");

    /// <summary>Null before <c>InitializeAsync</c> of the class that has it.</summary>
    internal ICustomerStore Store { get; set; } = new Customers.InMemoryCustomerStore();

    [Fact]
    public async Task An_identity_belongs_to_whoever_claims_it_first()
    {
        foreach (var identity in First.From.Identities)
        {
            Assert.True(await Store.ClaimAsync(IdentityLink.To(Id, identity, First), default));
            Assert.False(await Store.ClaimAsync(IdentityLink.To(OtherId, identity, First), default));
            Assert.Equal(Id, Assert.Single(await Store.FindLinksAsync([identity], default)).CustomerId);
        }
    }

    [Fact]
    public async Task Links_keep_kind_and_value_whatever_letters_they_have()
    {
        foreach (var identity in First.From.Identities)
            await Store.ClaimAsync(IdentityLink.To(Id, identity, First), default);
        var unknown = new Identity("phone", "+74950000000", Trust.Verified);
        var links = await Store.FindLinksAsync([.. First.From.Identities, unknown], default);
        Assert.Equal(First.From.Identities.Select(identity => identity.Key).Order(StringComparer.Ordinal), links.Select(link => link.Key).Order(StringComparer.Ordinal));
        Assert.All(links, link => Assert.Equal((First.Id, Trust.Verified, First.OccurredAt), (link.Evidence, link.Trust, link.FirstSeenAt)));
    }

    [Fact]
    public async Task A_link_is_repointed_only_as_it_was_read()
    {
        await Store.ClaimAsync(IdentityLink.To(Id, First.From.Identities[0], First), default);
        var link = Assert.Single(await Store.FindLinksAsync([First.From.Identities[0]], default));
        Assert.True(await Store.RepointAsync(link with { CustomerId = OtherId, Formerly = [new(Id, First.OccurredAt)] }, default));
        Assert.False(await Store.RepointAsync(link, default));
        var repointed = Assert.Single(await Store.FindLinksAsync([First.From.Identities[0]], default));
        Assert.Equal((OtherId, new FormerCustomer(Id, First.OccurredAt)), (repointed.CustomerId, Assert.Single(repointed.Formerly)));
    }

    [Fact]
    public async Task A_link_that_was_never_read_is_not_repointed()
    {
        var link = IdentityLink.To(Id, First.From.Identities[0], First);
        await Store.ClaimAsync(link, default);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.RepointAsync(link with { CustomerId = OtherId }, default));
        Assert.Equal(Id, Assert.Single(await Store.FindLinksAsync([First.From.Identities[0]], default)).CustomerId);
    }

    [Fact]
    public async Task All_links_to_a_customer_are_found()
    {
        foreach (var identity in First.From.Identities)
            await Store.ClaimAsync(IdentityLink.To(Id, identity, First), default);
        Assert.Equal(3, (await Store.FindLinksToAsync([Id, OtherId], default)).Count);
        Assert.Empty(await Store.FindLinksToAsync([OtherId], default));
    }
}
