using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>Whatever channel lets them through: values that can be nobody's, or pass for somebody else's, never make two contacts one customer's.</summary>
public sealed class BadIdentitiesTests
{
    private readonly InMemoryCustomerStore _store = new();

    public static TheoryData<string, string, IdentityStanding> Bad => new()
    {
        { "phone", "", IdentityStanding.Blocked },
        { "vk_user_id", "", IdentityStanding.Blocked },
        { "vk_user_id", " \t\u00a0", IdentityStanding.Blocked },
        { "", "123", IdentityStanding.Blocked },
        { "Phone Number", "123", IdentityStanding.Blocked },
        { "phone", "8 916 12", IdentityStanding.Blocked },
        { "phone", "89161234567", IdentityStanding.Blocked },
        { "phone", "+7916123456७", IdentityStanding.Blocked },
        { "phone", "+" + new string('7', 300), IdentityStanding.Blocked },
        { "phone", "нет", IdentityStanding.Blocked },
        { "email", "anna", IdentityStanding.Blocked },
        { "email", "Anna@Example.com", IdentityStanding.Blocked },
        { "email", "anna@example.com\r\nBcc: all@example.com", IdentityStanding.Blocked },
        { "email", "an\u200bna@example.com", IdentityStanding.Blocked },
        { "livetex_user_id", new string('x', 100_000), IdentityStanding.Blocked },
        { "telegram_username", "anna\u202e", IdentityStanding.Blocked },
        { "sip", "sip:anna\0@example.com", IdentityStanding.Blocked },
        { "jivo_visitor", "21\u200b98", IdentityStanding.Blocked },
        { "email", "\u0430nna@example.com", IdentityStanding.Suspicious },
        { "email", "anna@xn--80ak6aa92e.com", IdentityStanding.Suspicious },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Two_contacts_with_the_same_bad_identity_stay_two_customers_and_keep_what_was_written(string kind, string value, IdentityStanding standing)
    {
        var bad = new Identity(kind, value, Trust.Verified);
        await ResolveAsync(With(Contact(0, "phone:+447700900100"), bad), With(Contact(1, "phone:+447700900101"), bad), With(Contact(2), bad));

        Assert.Equal(3, _store.Profiles.Count(static profile => !profile.IsFrozen));
        Assert.Empty(await _store.FindLinksAsync([bad], CancellationToken.None));
        Assert.All(_store.Profiles, profile =>
        {
            var kept = Assert.Single(profile.Mentioned, identity => identity.Kind == kind && identity.Standing == standing);
            Assert.StartsWith(kept.Value.TrimEnd('…'), value, StringComparison.Ordinal);
            Assert.InRange(kept.Value.Length, 0, 401);
        });
    }

    [Fact]
    public async Task Half_a_character_is_kept_as_it_will_be_read_again()
    {
        await ResolveAsync(With(Contact(0), new Identity("vk_user_id", "12\ud83d", Trust.Verified)));

        Assert.Equal("12\ufffd", Assert.Single(Assert.Single(_store.Profiles).Mentioned).Value);
    }

    [Fact]
    public async Task The_first_fifty_identities_of_a_contact_decide_and_the_others_are_facts()
    {
        string[] made = [.. Enumerable.Range(0, 10_000).Select(static i => $"vk_user_id:{i}")];
        var contact = IdentityRules.Judge(Contact(0, made), IdentityOptions.Default);

        Assert.Equal(10_000, contact.From.Identities.Count);
        Assert.Equal(made[..50], contact.From.Decisive.Select(static identity => identity.Key));

        await ResolveAsync(contact);

        Assert.Equal(50, (await _store.FindLinksAsync(contact.From.Identities, CancellationToken.None)).Count);
    }

    [Fact]
    public void No_list_of_an_installation_makes_a_value_one_persons_that_is_none()
    {
        var options = IdentityOptions.From(static name => name == "Joining" ? "email:@example.com" : null, new List<string>());

        Assert.Equal(IdentityStanding.Blocked, IdentityRules.StandingOf(new Identity(IdentityKind.Email, "an\u200bna@example.com", Trust.Verified), options));
        Assert.Equal(IdentityStanding.Joins, IdentityRules.StandingOf(new Identity(IdentityKind.Email, "\u0430nna@example.com", Trust.Verified), options));
    }

    private static Contact With(Contact contact, Identity identity) =>
        contact with { From = contact.From with { Identities = [.. contact.From.Identities, identity] } };

    private async Task ResolveAsync(params Contact[] contacts)
    {
        foreach (var contact in contacts)
            await Resolution(_store).ResolveAsync([contact], CancellationToken.None);
    }
}
