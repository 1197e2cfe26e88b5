using Omni.Functions.Contacts;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Customers;

/// <summary>
/// Messages that died while something was away come back once all that they need answers. They are safe to repeat: a contact that made it onto its
/// timeline after all is recognised there.
/// </summary>
public sealed partial class RedriveDeadLetters(
    ICustomerStore store, IClaimedContacts claims, IQuarantine quarantine, IDeadContacts dead, ILogger<RedriveDeadLetters> logger)
{
    [Function(nameof(RedriveDeadLetters))]
    public async Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        try
        {
            await store.ReachAsync(cancellationToken);
            await claims.ReachAsync(cancellationToken);
            await quarantine.ReachAsync(cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // The outage goes on; the next minute asks again.
            return;
        }

        var count = await dead.ReviveAsync(cancellationToken);
        Metrics.Revived(count);
        if (count > 0)
            LogRevived(count);
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} dead messages are on the topic again")]
    private partial void LogRevived(int count);
}
