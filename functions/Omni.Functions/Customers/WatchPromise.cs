using Omni.Functions.Telemetry;

namespace Omni.Functions.Customers;

/// <summary>Counts the customers who wait for an answer longer than promised. Whoever has waited for a week is given up, and not counted.</summary>
public sealed partial class WatchPromise(ICustomerStore store, PromiseOptions options, TimeProvider clock, ILogger<WatchPromise> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    [Function(nameof(WatchPromise))]
    public async Task Run([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (options.AnswerWithin == TimeSpan.Zero)
            return;

        var now = clock.GetUtcNow();
        long count;
        try
        {
            count = await store.CountWaitingAsync(now - LongestWait, now - options.AnswerWithin, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // Nothing is known then; the next run asks again.
            return;
        }

        Metrics.Unanswered(count);
        if (count > 0)
            LogUnanswered(count, options.AnswerWithin.TotalMinutes);
    }

    [LoggerMessage(1, LogLevel.Warning, "{Count} customers have waited for an answer longer than {Minutes} minutes")]
    private partial void LogUnanswered(long count, double minutes);
}
