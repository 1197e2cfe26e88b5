using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Stores;
using Omni.LocalAzure.Cosmos;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Stores;

/// <summary>The adapter through the real SDK: the contract, and what only a store over the wire has.</summary>
public sealed class CosmosCustomerStoreTests : CustomerStoreContract, IAsyncLifetime
{
    private const string Phone = "phone:+74951234567";
    private LocalCosmos _cosmos = null!; // Set before each test.

    public async Task InitializeAsync()
    {
        _cosmos = await LocalCosmos.StartAsync();
        Store = new CosmosCustomerStore(_cosmos.Containers);
    }

    public async Task DisposeAsync() => await _cosmos.DisposeAsync();

    [Theory]
    [InlineData(10)]
    [InlineData(10_000)]
    public async Task A_contact_of_a_known_customer_costs_three_round_trips_and_25_units_whatever_the_history(int history)
    {
        foreach (var part in Enumerable.Range(0, history).Select(i => Contact(i, Phone, "email:anna@example.org")).Chunk(500))
            await Resolution(Store).ResolveAsync(part, default);

        _cosmos.Account.Statistics.Reset();
        await Resolution(Store).ResolveAsync([Contact(history, Phone, "email:anna@example.org")], default);
        var (requests, units) = _cosmos.Spent();
        Assert.InRange(requests, 1, 3);
        Assert.InRange(units, 1, 25);
    }

    [Fact]
    public async Task A_contact_delivered_again_costs_three_round_trips()
    {
        await Resolution(Store).ResolveAsync([Contact(1, Phone), Contact(2, Phone)], default);
        _cosmos.Account.Statistics.Reset();
        await Resolution(Store).ResolveAsync([Contact(1, Phone)], default);
        Assert.InRange(_cosmos.Spent().Requests, 1, 3);
    }

    [Fact]
    public async Task Many_first_messages_at_once_over_the_wire_are_one_customer()
    {
        var resolution = Resolution(Store);
        await Task.WhenAll(Enumerable.Range(0, 40).Chunk(10).Select(part =>
            resolution.ResolveAsync([.. part.Select(i => Contact(i, Phone))], default)));
        var stored = Assert.Single(await Store.FindProfilesAsync([CustomerId.From(Options.IdSalt.Span, Contact(1, Phone))], default));
        Assert.Equal(40, stored.Profile.ContactCount);
    }

    [Fact]
    public async Task A_batch_of_many_customers_is_resolved_with_shared_reads()
    {
        var contacts = Enumerable.Range(0, 200).Select(i => Contact(i, $"phone:+7495{i % 100:D7}")).ToArray();
        await Resolution(Store).ResolveAsync(contacts, default);
        _cosmos.Account.Statistics.Reset();
        await Resolution(Store).ResolveAsync([.. Enumerable.Range(200, 200).Select(i => Contact(i, $"phone:+7495{i % 100:D7}"))], default);
        Assert.InRange(_cosmos.Spent().Requests, 100, 110);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task An_overloaded_store_is_unavailable_and_says_for_how_long(int status)
    {
        await Store.ReachAsync(default);
        _cosmos.Account.Faults.Start(new CosmosFault { Status = status, RetryAfterMs = 70, Seconds = 600 });
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.ReachAsync(default));
        Assert.Equal(status == 429 ? TimeSpan.FromMilliseconds(70) : failure.RetryAfter, failure.RetryAfter);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.ClaimAsync(IdentityLink.To("x", new("phone", "+7", Trust.Claimed), Contact(1)), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.CommitAsync(
            new CustomerChange { Before = new(Profile.Empty("x"), null), After = Profile.Empty("x"), Contacts = [Contact(1)] }, default));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task An_account_that_does_not_let_us_in_refuses_no_contact(int status)
    {
        await Store.ReachAsync(default);
        _cosmos.Account.Faults.Start(new CosmosFault { Status = status, Seconds = 600 });
        await AssertAllThrowAsync<StoreUnavailableException>(Store);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    public async Task A_document_the_store_will_never_take_is_refused(int status)
    {
        await Store.ReachAsync(default);
        _cosmos.Account.Faults.Start(new CosmosFault { Status = status, Seconds = 600 });
        await AssertAllThrowAsync<StoreRefusedException>(Store);
    }

    [Fact]
    public async Task A_container_that_is_missing_refuses_no_contact()
    {
        using var containers = _cosmos.NewContainers("nowhere");
        await AssertAllThrowAsync<StoreUnavailableException>(new CosmosCustomerStore(containers));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task No_failure_of_a_look_up_tells_whom_was_looked_for(int status)
    {
        await Store.ReachAsync(default);
        _cosmos.Account.Faults.Start(new CosmosFault { Status = status, Seconds = 600 });
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Store.FindLinksAsync(Contact(1, Phone).From.Identities, default));
        Assert.DoesNotContain("74951234567", failure.ToString(), StringComparison.Ordinal);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public async Task A_look_up_that_is_cancelled_does_not_tell_whom_was_looked_for()
    {
        using var leaving = new CancellationTokenSource();
        await leaving.CancelAsync();
        var failure = await Assert.ThrowsAsync<OperationCanceledException>(() => Store.FindLinksAsync(Contact(1, Phone).From.Identities, leaving.Token));
        Assert.DoesNotContain("74951234567", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(leaving.Token, failure.CancellationToken);
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_unavailable()
    {
        var gone = await LocalCosmos.StartAsync();
        await gone.DisposeAsync();
        using var containers = gone.NewContainers();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => new CosmosCustomerStore(containers).ReachAsync(default));
    }

    [Fact]
    public async Task Contacts_too_large_for_one_write_go_out_in_several_and_one_too_large_for_any_is_cut()
    {
        var big = JsonSerializer.SerializeToElement(new string('x', 700_000));
        await Resolution(Store).ResolveAsync(
            [.. Enumerable.Range(0, 8).Select(i => Contact(i, Phone) with { Raw = big }), Contact(8, Phone) with { Html = new string('y', 3_000_000) }], default);
        var stored = Assert.Single(await Store.FindProfilesAsync([CustomerId.From(Options.IdSalt.Span, Contact(1, Phone))], default));
        Assert.Equal(9, stored.Profile.ContactCount);
    }

    private static async Task AssertAllThrowAsync<T>(ICustomerStore store)
        where T : Exception
    {
        var contact = Contact(1, Phone);
        await Assert.ThrowsAsync<T>(() => store.ClaimAsync(IdentityLink.To("x", contact.From.Identities[0], contact), default));
        await Assert.ThrowsAsync<T>(() => store.FindLinksAsync(contact.From.Identities, default));
        await Assert.ThrowsAsync<T>(() => store.FindEntriesAsync("x", ["y"], default));
        await Assert.ThrowsAsync<T>(() => store.CommitAsync(
            new CustomerChange { Before = new(Profile.Empty("x"), null), After = Profile.Empty("x"), Contacts = [contact] }, default));
        await Assert.ThrowsAsync<T>(() => store.CommitAsync(
            new CustomerChange { Before = new(Profile.Empty("x"), "\"1\""), After = Profile.Empty("x") }, default));
    }
}
