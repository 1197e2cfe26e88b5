using Omni.Functions.Telemetry;
using Polly;
using Polly.Retry;

namespace Omni.Functions.Customers;

/// <summary>How often, and at what intervals, somebody tries who loses a customer to rival writers.</summary>
public sealed class RivalPatience(ResolutionOptions options, TimeProvider clock)
{
    private readonly ResiliencePipeline<bool> _attempts =
        new ResiliencePipelineBuilder<bool> { TimeProvider = clock }.AddRetry(AgainstRivals(options)).Build();

    /// <summary>Repeats an attempt until it succeeds or is given up.</summary>
    /// <returns>Whether it succeeded.</returns>
    public async Task<bool> BearAsync(Func<CancellationToken, Task<bool>> attempt, CancellationToken cancellation) =>
        await _attempts.ExecuteAsync(async token => await attempt(token), cancellation);

    private static RetryStrategyOptions<bool> AgainstRivals(ResolutionOptions options) => new()
    {
        ShouldHandle = new PredicateBuilder<bool>().HandleResult(false),
        MaxRetryAttempts = options.RivalAttempts,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.RivalDelay,
        MaxDelay = options.RivalDelay * 100,
        OnRetry = static _ =>
        {
            Metrics.RepeatedForRival();
            return ValueTask.CompletedTask;
        },
    };
}
