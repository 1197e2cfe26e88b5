using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Crm;
using Omni.Functions.Timeline;
using Xunit.Abstractions;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Stores;

/// <summary>Merging and undoing through the real SDK: what it costs, and that the documents are what they were.</summary>
public sealed class MergesInCosmosTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Phone = "phone:+74951234567";
    private const string Telegram = "telegram_user_id:4242";
    private const string Email = "email:anna@example.org";
    private const string Vk = "vk_user_id:77";

    private static readonly string _one = CustomerId.From(Options.IdSalt.Span, Contact(0, Phone));
    private static readonly string _other = CustomerId.From(Options.IdSalt.Span, Contact(0, Email));

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
    [InlineData(10_000)]
    public async Task Two_customers_become_one_in_at_most_twelve_store_operations_whatever_their_history(int entriesOfEach)
    {
        foreach (var part in Enumerable.Range(0, 2 * entriesOfEach).Select(i => i % 2 == 0 ? Contact(i, Phone, Telegram) : Contact(i, Email, Vk)).Chunk(1000))
            await Resolution(_store).ResolveAsync(part, default);

        var byContact = await SpendAsync(() => Resolution(_store).ResolveAsync([Contact(2 * entriesOfEach, Email, Phone)], default));
        var frozen = (await ReadAsync()).Single(profile => profile.IsFrozen);
        await UndoAsync(MergeId.Of(frozen)!);
        var byHand = await SpendAsync(MergeAsync);

        output.WriteLine($"{entriesOfEach} entries each: {byContact} operations by a contact, {byHand} by hand");
        Assert.InRange(byContact, 1, 12);
        Assert.InRange(byHand, 1, 12);
        Assert.Equal((2 * entriesOfEach) + 1, (await ReadAsync()).Single(profile => !profile.IsFrozen).ContactCount);
    }

    [Fact]
    public async Task After_an_undo_the_documents_are_what_they_were_and_contacts_since_then_are_where_they_belong()
    {
        await Resolution(_store).ResolveAsync([Contact(0, Phone, Telegram), Contact(1, Email, Vk), Fact(2, Phone), Fact(3, "email:info@example.com")], default);
        var before = (await ReadAsync()).Select(Json).ToArray();
        var mergeId = Assert.IsType<Merged>(await MergeAsync()).MergeId;
        await UndoAsync(mergeId);
        Assert.Equal(before, (await ReadAsync()).Select(Json));

        mergeId = Assert.IsType<Merged>(await MergeAsync()).MergeId;
        Contact[] ofOne = [.. Enumerable.Range(100, 60).Select(i => Contact(i, Phone))];
        Contact[] ofOther = [.. Enumerable.Range(200, 120).Select(i => Contact(i, Vk)), Contact(400, "vk_user_id:78", Email), Fact(401, "vk_user_id:78")];
        foreach (var part in ofOne.Concat(ofOther).Chunk(50))
            await Resolution(_store).ResolveAsync(part, default);
        Assert.IsType<Undone>(await UndoAsync(mergeId));
        await Resolution(_store).ResolveAsync([ofOther[0], ofOther[^1]], default);

        var (one, other) = ((await ReadAsync()).Single(profile => profile.Id == _one), (await ReadAsync()).Single(profile => profile.Id == _other));
        Assert.Equal((61, 122), (one.ContactCount, other.ContactCount));
        Assert.Equal(["amocrm:29000001:2"], one.CrmRecords.Select(record => $"{record.System}:{record.Account}:{record.EntityId}"));
        Assert.Equal(["amocrm:29000001:401"], other.CrmRecords.Select(record => $"{record.System}:{record.Account}:{record.EntityId}"));
        Assert.Equal(_other, Assert.Single(await _store.FindLinksAsync(Contact(0, "vk_user_id:78").From.Identities, default)).CustomerId);
    }

    [Fact]
    public async Task Both_timelines_tell_of_a_merge_and_of_its_undoing()
    {
        await Resolution(_store).ResolveAsync([Contact(0, Phone), Contact(1, Email)], default);
        var mergeId = Assert.IsType<Merged>(await MergeAsync()).MergeId;
        await UndoAsync(mergeId);

        var timelines = new TimelineReader(new CosmosTimelineStore(_cosmos.Containers, _store));
        foreach (var (id, types) in new[] { (Min(), new[] { "contact", "merge", "undo" }), (Max(), ["contact", "undo"]) })
        {
            var page = await timelines.ReadAsync(id, TimelineQuery.Parse(null, "asc", null)!, default);
            Assert.Equal(types, page!.Items.Select(entry => entry.Type).Order(StringComparer.Ordinal));
            var undo = page.Items.Single(entry => entry.Type == "undo").Undo!;
            Assert.Equal((mergeId, Max(), Min(), "olga", "Two sisters."), (undo.Merge, undo.Absorbed, undo.Survivor, undo.By, undo.Reason));
            var json = JsonSerializer.Serialize(page, TimelineJson.Answers.TimelinePage);
            Assert.True(id == Max() || json.Contains("\"rule\":\"manual\",\"by\":\"olga\",\"reason\":\"The same voice.\"", StringComparison.Ordinal), json);
        }
    }

    private static string Min() => string.CompareOrdinal(_one, _other) < 0 ? _one : _other;

    private static string Max() => string.CompareOrdinal(_one, _other) < 0 ? _other : _one;

    private static Contact Fact(int number, string identity)
    {
        var change = Changes.Change(number, $"{number}", CrmAction.Created, ("city", "Perm"), ("post", null));
        return CrmFact.Of(change with { Identities = [Contact(0, identity).From.Identities[0], .. change.Identities] });
    }

    private Task<MergeOutcome> MergeAsync()
    {
        var pairs = new CosmosCustomerPairs(_cosmos.Containers);
        var writer = new CustomerWriter(_store, pairs, new CustomerCache(), TimeProvider.System);
        return new MergeCustomers(_store, pairs, writer, new RivalPatience(Options, TimeProvider.System), TimeProvider.System)
            .MergeAsync(_one, _other, "olga", "The same voice.", default);
    }

    private Task<MergeOutcome> UndoAsync(string mergeId)
    {
        var cache = new CustomerCache();
        var pairs = new CosmosCustomerPairs(_cosmos.Containers);
        var contacts = new ReturnedContacts(_store, cache, new CustomerLookup(_store, pairs, cache, Options));
        return new SeparateCustomers(_store, pairs, new CustomerReturn(_store, cache, contacts), new RivalPatience(Options, TimeProvider.System), TimeProvider.System)
            .UndoAsync(mergeId, "olga", "Two sisters.", default);
    }

    private async Task<long> SpendAsync(Func<Task> work)
    {
        _cosmos.Account.Statistics.Reset();
        await work();
        return _cosmos.Spent().Requests;
    }

    private async Task<IReadOnlyList<Profile>> ReadAsync() =>
        [.. (await _store.FindProfilesAsync([_one, _other], default)).Select(stored => stored.Profile).OrderBy(profile => profile.Id, StringComparer.Ordinal)];
}
