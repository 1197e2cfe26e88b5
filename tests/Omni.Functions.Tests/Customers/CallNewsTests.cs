using Omni.Functions.Contacts;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

public sealed class CallNewsTests
{
    private const string Phone = "phone:+447700900123";

    private readonly InMemoryCustomerStore _store = new();

    private static readonly Contact Call = Contact(1, Phone) with { Kind = ContactKind.Call, Call = new() };

    private static readonly Contact Ended = Call with { Call = new() { Status = CallStatus.Completed, DurationSeconds = 42 }, Revision = "completed" };

    private static readonly Contact Recorded = Call with { Call = new() { Recordings = [new("RE1", "https://api.example/RE1")] }, Revision = "RE1" };

    [Fact]
    public async Task A_call_and_its_news_are_one_entry_whatever_the_order_and_the_number_of_deliveries()
    {
        Contact[][][] deliveries = [[[Call], [Ended], [Recorded]], [[Recorded], [Call, Ended]], [[Ended, Recorded, Call]], [[Ended], [Ended], [Recorded], [Call], [Call]]];
        foreach (var batches in deliveries)
        {
            var store = new InMemoryCustomerStore();
            foreach (var batch in batches)
                await Resolution(store).ResolveAsync(batch, default);

            var profile = Assert.Single(store.Profiles);
            Assert.Equal(1, profile.ContactCount);
            var call = Assert.Single(store.ContactsOf(profile)).Call!;
            Assert.Equal((CallStatus.Completed, 42, "RE1"), (call.Status, call.DurationSeconds, call.Recordings.Single().Id));
        }
    }

    [Fact]
    public async Task News_reach_the_entry_of_a_customer_who_was_absorbed_meanwhile()
    {
        await Resolution(_store).ResolveAsync([Call], default);
        await Resolution(_store).ResolveAsync([Contact(2, "email:anna@example.org")], default);
        await Resolution(_store).ResolveAsync([Contact(3, "email:anna@example.org", Phone)], default);

        await Resolution(_store).ResolveAsync([Ended], default);

        var survivor = Assert.Single(_store.Profiles, profile => !profile.IsFrozen);
        Assert.Equal(3, survivor.ContactCount);
        Assert.Equal(42, Assert.Single(_store.ContactsOf(survivor), contact => contact.Id == Call.Id).Call!.DurationSeconds);
    }

    [Fact]
    public async Task News_whose_telling_failed_are_told_when_they_are_delivered_again()
    {
        await Resolution(_store).ResolveAsync([Call], default);
        _store.BeforeCall = name =>
        {
            if (name == "join news")
                throw new InvalidOperationException("The process died.");
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => Resolution(_store).ResolveAsync([Ended], default));
        _store.BeforeCall = _ => { };

        await Resolution(_store).ResolveAsync([Ended], default);

        Assert.Equal(42, Assert.Single(_store.ContactsOf(Assert.Single(_store.Profiles))).Call!.DurationSeconds);
    }
}
