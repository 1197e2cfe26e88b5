namespace Omni.Functions.Customers.Likeness;

/// <summary>
/// Every ten minutes, whoever changed is compared with whoever may be the same person. A worklist needs no hurry, and a timer's instance sleeps between its runs: one that
/// waits for changes would be billed whenever anybody writes.
/// </summary>
public sealed partial class SuggestSimilarCustomers(
    IChangedCustomers changes, SimilarCustomers similar, LikenessOptions options, TimeProvider clock, ILogger<SuggestSimilarCustomers> logger)
{
    /// <summary>Less than the interval of the timer, and than the host gives a function.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    [Function(nameof(SuggestSimilarCustomers))]
    public async Task Run([TimerTrigger("45 */10 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (!options.IsOn)
            return;
        var end = clock.GetUtcNow() + LongestRun;
        ChangedCustomers? page = null;
        var count = 0;
        try
        {
            while (clock.GetUtcNow() < end && await changes.ReadAsync(page, cancellationToken) is { } next)
            {
                await similar.LookForAsync(next.Profiles, cancellationToken);
                page = await changes.KeepAsync(next, cancellationToken);
                count += next.Profiles.Count;
            }

            LogCompared(count);
        }
        catch (Exception postponed) when (postponed is StoreUnavailableException or RivalWritersException)
        {
            // The next run goes on with the page that is not kept.
            LogPostponed(postponed.Message);
        }
    }

    [LoggerMessage(2, LogLevel.Information, "{Count} changed customers are compared with others")]
    private partial void LogCompared(int count);

    [LoggerMessage(1, LogLevel.Warning, "The next run goes on looking for similar customers: {Reason}")]
    private partial void LogPostponed(string reason);
}
