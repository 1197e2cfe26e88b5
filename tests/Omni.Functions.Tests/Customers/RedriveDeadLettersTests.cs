using Microsoft.Extensions.Logging.Abstractions;
using Omni.Functions.Customers;
using Omni.Functions.Tests.Contacts;
using Omni.Worker;

namespace Omni.Functions.Tests.Customers;

public sealed class RedriveDeadLettersTests
{
    private readonly InMemoryCustomerStore _store = new();
    private readonly ClaimsInMemory _claims = new();
    private readonly QuarantineInMemory _quarantine = new();
    private readonly CountingDeadContacts _dead = new();

    [Fact]
    public async Task The_dead_come_back_when_all_that_they_need_answers()
    {
        await RunAsync();
        Assert.Equal(1, _dead.Revivals);
    }

    [Theory]
    [InlineData("store")]
    [InlineData("claims")]
    [InlineData("quarantine")]
    public async Task The_dead_stay_where_they_are_while_anything_they_need_is_away(string part)
    {
        var away = new StoreUnavailableException("Away.");
        _store.BeforeCall = _ => Throw(part == "store");
        _claims.BeforeCall = () => Throw(part == "claims");
        _quarantine.BeforeCall = () => Throw(part == "quarantine");
        void Throw(bool isAway)
        {
            if (isAway) throw away;
        }

        await RunAsync();

        Assert.Equal(0, _dead.Revivals);
    }

    private Task RunAsync() =>
        new RedriveDeadLetters(_store, _claims, _quarantine, [_dead], NullLogger<RedriveDeadLetters>.Instance).Run(new TimerInfo(), default);

    private sealed class CountingDeadContacts : IDeadContacts
    {
        public int Revivals { get; private set; }

        public Task<int> ReviveAsync(CancellationToken cancellation) => Task.FromResult(++Revivals);
    }
}
