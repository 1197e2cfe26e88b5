using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Stores;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Stores;

/// <summary>What a contact costs within the week after a merge, when a second delivery may be on the timeline of the absorbed.</summary>
public sealed class CostOfAMergedCustomer : IAsyncLifetime
{
    private const string Phone = "phone:+74951234567";
    private const string Email = "email:anna@example.org";
    private const string Telegram = "telegram_user_id:4242";
    private const string Vk = "vk_user_id:77";

    private LocalCosmos _cosmos = null!; // Set before each test.
    private CosmosCustomerStore _store = null!; // Set before each test.

    public async Task InitializeAsync()
    {
        _cosmos = await LocalCosmos.StartAsync();
        _store = new CosmosCustomerStore(_cosmos.Containers);
    }

    public async Task DisposeAsync() => await _cosmos.DisposeAsync();

    [Theory]
    [InlineData(10)]
    [InlineData(2000)]
    public async Task A_new_process_pays_three_round_trips_and_25_units_for_any_identity_whatever_the_history(int history)
    {
        await MergeAsync(history);
        foreach (var (number, identity) in Everybody(history).Index())
        {
            var (requests, units) = await SpendAsync(Resolution(_store), Contact(history + 10 + number, identity));
            Assert.InRange(requests, 1, 3);
            Assert.InRange(units, 1, 25);
        }

        Assert.Equal(history + 1 + 4, (await LivingAsync()).ContactCount);
    }

    [Fact]
    public async Task A_process_that_knows_the_customer_pays_two_round_trips()
    {
        await MergeAsync(10);
        var resolution = Resolution(_store);
        foreach (var (number, identity) in Everybody(10).Index())
        {
            await resolution.ResolveAsync([Contact(20 + number, identity)], default);
            Assert.InRange((await SpendAsync(resolution, Contact(30 + number, identity))).Requests, 1, 2);
        }
    }

    [Fact]
    public async Task A_contact_delivered_again_after_its_customer_was_absorbed_is_one_entry_and_costs_no_more()
    {
        await MergeAsync(10);
        foreach (var contact in History(10))
        {
            var (requests, units) = await SpendAsync(Resolution(_store), contact);
            Assert.InRange(requests, 1, 3);
            Assert.InRange(units, 1, 25);
        }

        Assert.Equal(11, (await LivingAsync()).ContactCount);
    }

    [Fact]
    public async Task A_chain_of_merges_in_one_week_makes_a_contact_no_dearer()
    {
        string[] emails = [.. Enumerable.Range(0, 12).Select(i => $"email:{i}@example.org")];
        string[] last = [.. emails.OrderByDescending(email => CustomerId.From(Options.IdSalt.Span, Contact(0, email)), StringComparer.Ordinal)];
        foreach (var (number, email) in last.Index())
            await Resolution(_store).ResolveAsync([Contact(number, email)], default);
        for (var i = 1; i < last.Length; i++)
            await Resolution(_store).ResolveAsync([Contact(20 + i, last[i - 1], last[i])], default);

        foreach (var contact in last.Index().SelectMany(pair => new[] { Contact(pair.Index, pair.Item), Contact(40 + pair.Index, pair.Item) }))
        {
            var (requests, units) = await SpendAsync(Resolution(_store), contact);
            Assert.InRange(requests, 1, 3);
            Assert.InRange(units, 1, 25);
        }

        var links = await _store.FindLinksAsync(Contact(0, last).From.Identities, default);
        Assert.Equal(11, links.Max(link => link.Formerly.Count));
        var living = Assert.Single(await _store.FindProfilesAsync([CustomerId.From(Options.IdSalt.Span, Contact(0, last[^1]))], default));
        Assert.Equal(12 + 11 + 12, living.Profile.ContactCount);
    }

    private static string[] Everybody(int history) => [.. History(history).Take(2).SelectMany(contact => contact.From.Identities).Select(identity => identity.Key)];

    /// <summary>Two people, each with two identities, writing in turns.</summary>
    private static IEnumerable<Contact> History(int contacts) =>
        Enumerable.Range(0, contacts).Select(i => i % 2 == 0 ? Contact(i, Phone, Telegram) : Contact(i, Email, Vk));

    private async Task MergeAsync(int history)
    {
        foreach (var part in History(history).Chunk(500))
            await Resolution(_store).ResolveAsync(part, default);
        await Resolution(_store).ResolveAsync([Contact(history, Phone, Email)], default);
    }

    private async Task<(long Requests, double Units)> SpendAsync(ContactResolution resolution, Contact contact)
    {
        _cosmos.Account.Statistics.Reset();
        await resolution.ResolveAsync([contact], default);
        return _cosmos.Spent();
    }

    private async Task<Profile> LivingAsync()
    {
        string[] ids = [.. History(2).Select(contact => CustomerId.From(Options.IdSalt.Span, contact))];
        return Assert.Single(await _store.FindProfilesAsync(ids, default), stored => !stored.Profile.IsFrozen).Profile;
    }
}
