using Azure;
using Azure.Core;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>
/// Exponential with jitter. A busy namespace asks for two seconds, with or without a Retry-After header; the header is honoured by
/// the base class, and the longest delay of the options bounds the rest.
/// </summary>
internal sealed class ServiceBusRetryDelay(RetryOptions options) : DelayStrategy(options.MaxDelay)
{
    private static readonly TimeSpan BusyDelay = TimeSpan.FromSeconds(2);

    private readonly RetryMode _mode = options.Mode;
    private readonly TimeSpan _delay = options.Delay;

    protected override TimeSpan GetNextDelayCore(Response? response, int retryNumber)
    {
        var first = response is { Status: 429 or 503 } && _delay < BusyDelay ? BusyDelay : _delay;
        return _mode == RetryMode.Fixed ? first : first * Math.Pow(2, Math.Max(0, retryNumber - 1));
    }
}
