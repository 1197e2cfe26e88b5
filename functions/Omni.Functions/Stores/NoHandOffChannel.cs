using Omni.Functions.Bot.HandOffs;

namespace Omni.Functions.Stores;

/// <summary>Where there is no Bot Connector nobody is told.</summary>
public sealed class NoHandOffChannel : IHandOffChannel
{
    public Task InitiateAsync(HandOffTicket ticket, CancellationToken cancellation) => Task.CompletedTask;
}
