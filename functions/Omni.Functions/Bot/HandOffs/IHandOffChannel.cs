namespace Omni.Functions.Bot.HandOffs;

/// <summary>Tells the channel that people take over, where it understands that.</summary>
public interface IHandOffChannel
{
    Task InitiateAsync(HandOffTicket ticket, CancellationToken cancellation);
}
