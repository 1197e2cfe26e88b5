using Omni.Functions.Customers;

namespace Omni.Functions.Tests.Customers;

internal sealed class QuarantineInMemory : IQuarantine
{
    public List<QuarantinedMessage> Messages { get; } = [];

    /// <summary>Runs before each call; what it throws is an outage.</summary>
    public Action BeforeCall { get; set; } = static () => { };

    public Task ReachAsync(CancellationToken cancellation)
    {
        BeforeCall();
        return Task.CompletedTask;
    }

    public Task SendAsync(QuarantinedMessage message, CancellationToken cancellation)
    {
        BeforeCall();
        Messages.Add(message);
        return Task.CompletedTask;
    }
}
