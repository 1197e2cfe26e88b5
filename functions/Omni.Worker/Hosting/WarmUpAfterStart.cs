using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Omni.Worker.Hosting;

internal sealed class WarmUpAfterStart(
    IEnumerable<IWarmUp> parts, IHostApplicationLifetime lifetime, ILogger<WarmUpAfterStart> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
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
