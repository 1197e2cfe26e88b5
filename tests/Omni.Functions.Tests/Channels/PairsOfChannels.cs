using Omni.Drivers.Providers;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Tests.Customers;

namespace Omni.Functions.Tests.Channels;

public sealed class PairsOfChannels
{
    private static readonly DateTimeOffset Earlier = Samples.ReceivedAt.AddMinutes(-20);
    private static readonly OneOfEach Before = new(Samples.Setting, "before", Earlier);
    private static readonly OneOfEach After = new(Samples.Setting, "after", Samples.ReceivedAt);

    public static TheoryData<string, string> ByPhone => Pairs(Before.WithPhone);

    public static TheoryData<string, string> ByEmail => Pairs(Before.WithEmail);

    [Theory]
    [MemberData(nameof(ByPhone))]
    public Task Whoever_starts_on_one_and_goes_on_by_the_same_phone_on_another_is_one_customer(string first, string then) =>
        BecomeOneAsync(Of(Before.WithPhone, first), Of(After.WithPhone, then));

    [Theory]
    [MemberData(nameof(ByEmail))]
    public Task Whoever_starts_on_one_and_goes_on_by_the_same_address_on_another_is_one_customer(string first, string then) =>
        BecomeOneAsync(Of(Before.WithEmail, first), Of(After.WithEmail, then));

    [Fact]
    public void Every_provider_has_an_ordinary_contact()
    {
        var all = Before.WithPhone.Concat(Before.WithEmail).Concat(Before.WithIdsOfTheirOwn.Select(own => own.Request)).Concat(Before.CrmWithPhone);

        Assert.Equal(ChannelCatalogue.Entries.Select(entry => entry.Provider).Order(), all.Select(request => request.Provider).Distinct().Order());
        Assert.All(all, request => Assert.Equal(WebhookVerdict.Proven, Samples.Channel(request.Provider).Prove(Samples.Received(request) with { ReceivedAt = Earlier })));
    }

    private static async Task BecomeOneAsync(SignedRequest first, SignedRequest then)
    {
        var store = new InMemoryCustomerStore();
        await People.Resolution(store).ResolveAsync(Contacts(first, Earlier), default);
        await People.Resolution(store).ResolveAsync(Contacts(then, Samples.ReceivedAt), default);

        var customer = Assert.Single(store.Profiles, profile => !profile.IsFrozen);
        Assert.Equal(2, customer.ContactCount);
        Assert.Equal([first.Provider, then.Provider], store.ContactsOf(customer).OrderBy(contact => contact.OccurredAt).Select(contact => contact.Provider));
    }

    private static Contact[] Contacts(SignedRequest request, DateTimeOffset receivedAt) =>
        [Assert.Single(Samples.Channel(request.Provider).Normalise(Samples.Received(request) with { ReceivedAt = receivedAt }).Contacts)];

    private static SignedRequest Of(IReadOnlyList<SignedRequest> requests, string provider) => requests.Single(request => request.Provider == provider);

    private static TheoryData<string, string> Pairs(IReadOnlyList<SignedRequest> requests)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var first in requests)
        {
            foreach (var then in requests)
                pairs.Add(first.Provider, then.Provider);
        }

        return pairs;
    }
}
