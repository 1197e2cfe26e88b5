using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

public sealed class DispossessionTests
{
    private static readonly string Former = new('a', 32);

    private readonly InMemoryCustomerStore _store = new();

    [Fact]
    public async Task Whoever_was_told_of_one_loss_before_an_attempt_was_cut_off_is_told_of_the_others_by_the_next()
    {
        var phone = new Identity("phone", "+74951234567", Trust.Verified);
        var email = new Identity("email", "anna@example.com", Trust.Verified);
        var known = await CreateAsync(Contact(1, phone.Key, email.Key));
        var (first, second) = (Dispossession.Correction(phone, Contact(2)), Dispossession.Correction(email, Contact(3)));
        Assert.True(await TellAsync(known, first));

        Assert.True(await TellAsync(known, first, second));

        var profile = Assert.Single(_store.Profiles);
        Assert.All(profile.Identities, static identity => Assert.False(identity.IsCurrent));
        Assert.Equal(3, _store.EntryCount);
        Assert.Equal(Json(ProfileFold.Add(Profile.Empty(Former), _store.ContactsOf(profile))), Json(profile));
    }

    [Fact]
    public async Task Somebody_else_who_wrote_the_former_owner_meanwhile_is_noticed_and_nothing_is_told()
    {
        var phone = new Identity("phone", "+74951234567", Trust.Verified);
        var known = await CreateAsync(Contact(1, phone.Key));
        _store.Touch(Former);

        Assert.False(await TellAsync(known, Dispossession.Correction(phone, Contact(2))));

        Assert.Equal(1, _store.EntryCount);
    }

    private async Task<KnownCustomers> CreateAsync(Contact contact)
    {
        var before = new StoredProfile(Profile.Empty(Former), null);
        await _store.CommitAsync(new CustomerChange { Before = before, After = ProfileFold.Add(before.Profile, [contact]), Contacts = [contact] }, default);
        var known = new KnownCustomers();
        known.Add(Assert.Single(await _store.FindProfilesAsync([Former], default)));
        return known;
    }

    private Task<bool> TellAsync(KnownCustomers known, params Contact[] corrections) => new Dispossession(_store, new CustomerCache()).TellAsync(
        new Resolution { CustomerId = Former, Contacts = [], Dispossessed = [new Dispossessed(Former, corrections)] }, known, default);
}
