using Omni.Functions.Telemetry;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Omni.Functions.Customers;

/// <summary>
/// How an invocation bears an outage of what it depends on: it asks again, ever more rarely, until its one budget is spent. The
/// messages go back to the bus then, while their lock is still ours.
/// </summary>
public sealed class OutagePatience
{
    private readonly ResiliencePipeline _budget;
    private readonly ResiliencePipeline _retries;

    public OutagePatience(ResolutionOptions options, TimeProvider clock)
    {
        _budget = new ResiliencePipelineBuilder { TimeProvider = clock }.AddTimeout(options.OutageBudget).Build();
        _retries = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(AgainstOutage(options)).Build();
    }

    /// <summary>Runs a whole invocation; every <see cref="BearAsync{T}"/> inside shares its time.</summary>
    /// <exception cref="TimeoutRejectedException">It was not done within <see cref="ResolutionOptions.OutageBudget"/>.</exception>
    public async Task SpendAsync(Func<CancellationToken, Task> invocation, CancellationToken cancellation) =>
        await _budget.ExecuteAsync(async token => await invocation(token), cancellation);

    /// <inheritdoc cref="BearAsync{T}"/>
    public async Task BearAsync(Func<CancellationToken, Task> call, CancellationToken cancellation) =>
        await _retries.ExecuteAsync(async token => await call(token), cancellation);

    /// <summary>Repeats a call for as long as it ends in <see cref="StoreUnavailableException"/>; the caller's token sets the end.</summary>
    public async Task<T> BearAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation) =>
        await _retries.ExecuteAsync(async token => await call(token), cancellation);

    private static RetryStrategyOptions AgainstOutage(ResolutionOptions options) => new()
    {
        ShouldHandle = new PredicateBuilder().Handle<StoreUnavailableException>(),
        MaxRetryAttempts = int.MaxValue,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.OutageDelay,
        MaxDelay = options.LongestOutageDelay,
        DelayGenerator = static outcome => ValueTask.FromResult((outcome.Outcome.Exception as StoreUnavailableException)?.RetryAfter),
        OnRetry = static _ =>
        {
            Metrics.RepeatedForOutage();
            return ValueTask.CompletedTask;
        },
    };
}
