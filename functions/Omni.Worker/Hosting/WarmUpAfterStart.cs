using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Omni.Worker.Hosting;

/// <summary>Warm-up would only slow the first answer down, so it waits for it; the host's readiness probe is one.</summary>
internal sealed class WarmUpAfterStart(IEnumerable<IWarmUp> parts, FirstAnswer first, ILogger<WarmUpAfterStart> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await first.Given.WaitAsync(stoppingToken);
        foreach (var part in parts)
            await WarmUpAsync(part, stoppingToken);
    }

    private async Task WarmUpAsync(IWarmUp part, CancellationToken stoppingToken)
    {
        try
        {
            await part.WarmUpAsync(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            WorkerLog.WarmUpFailed(logger, part.GetType().Name, failure);
        }
    }
}
