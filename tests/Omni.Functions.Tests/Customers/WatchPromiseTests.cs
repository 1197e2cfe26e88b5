using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Tests.Telemetry;
using Omni.Functions.Tests.Worker;
using Omni.Worker;

namespace Omni.Functions.Tests.Customers;

[Collection(nameof(MeasuredAlone))]
public sealed class WatchPromiseTests : IDisposable
{
    private static readonly Contact Question = People.Contact(1, "phone:+74951234567");

    private readonly InMemoryCustomerStore _store = new();
    private readonly Measurements _measured = new();
    private readonly LogRecords _log = new();

    public void Dispose()
    {
        _measured.Dispose();
        _log.Dispose();
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    [InlineData((7 * 24 * 60) + 1, 0)]
    public async Task Who_waits_longer_than_promised_and_not_longer_than_a_week_is_counted(int minutes, int expected)
    {
        await People.Resolution(_store).ResolveAsync([Question], default);

        await WatchAsync(minutes);

        Assert.Equal([expected], _measured.Of("omni.customers.unanswered", ""));
        Assert.Equal(expected, _log.Of("Omni.Functions").Count(record => record.Level == LogLevel.Warning));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1, 1)]
    public async Task An_answer_settles_what_came_before_it(int secondsLater, int expected)
    {
        var answer = People.Contact(2, "phone:+74951234567") with { Direction = "outbound", OccurredAt = Question.OccurredAt.AddSeconds(secondsLater) };
        await People.Resolution(_store).ResolveAsync([answer, Question], default);

        await WatchAsync(60);

        Assert.Equal([expected], _measured.Of("omni.customers.unanswered", ""));
    }

    [Fact]
    public async Task Where_nothing_is_promised_nobody_is_counted()
    {
        await WatchAsync(60, promised: 0);

        Assert.Equal(0, _store.Calls);
        Assert.Empty(_measured.Names);
    }

    [Fact]
    public async Task While_the_store_is_away_nothing_is_told()
    {
        _store.BeforeCall = _ => throw new StoreUnavailableException("Away.");

        await WatchAsync(60);

        Assert.Empty(_measured.Names);
    }

    private Task WatchAsync(int minutes, int promised = 30) => new WatchPromise(
            _store,
            new PromiseOptions { AnswerWithin = TimeSpan.FromMinutes(promised) },
            new FakeTimeProvider(Question.OccurredAt.AddMinutes(minutes)),
            new LoggerFactory([_log]).CreateLogger<WatchPromise>())
        .Run(new TimerInfo(), default);
}
