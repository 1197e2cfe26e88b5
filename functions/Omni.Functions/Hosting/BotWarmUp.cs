using Omni.Functions.Bot.Talk;

namespace Omni.Functions.Hosting;

/// <summary>Learns the topics while nobody waits.</summary>
internal sealed class BotWarmUp(IServiceProvider services) : IWarmUp
{
    public Task WarmUpAsync(CancellationToken cancellation) => Task.Run(services.GetRequiredService<IBrain>, cancellation);
}
