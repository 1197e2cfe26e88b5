using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>Looks, when the promised time is over, whether a person has answered. Whoever wrote into the conversation has taken it, said so or not.</summary>
public sealed partial class KeepHandOffPromise(
    IHandOffLedger ledger, HandOffProgress progress, HandOffAnswers answers, TimeProvider clock, ILogger<KeepHandOffPromise> logger)
{
    [Function(nameof(KeepHandOffPromise))]
    public async Task Run([ServiceBusTrigger(HandOffEvent.Reminders, Connection = "ServiceBus")] ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var id = message.Body.ToString();
        if (await ledger.FindAsync(id, cancellationToken) is not { HandOff.State: HandOffState.Requested } ticket)
            return;
        if (await answers.FirstAsync(ticket, cancellationToken) is { } at)
        {
            await progress.AcceptAsync(id, by: null, at, cancellationToken);
            return;
        }

        await progress.BreakAsync(id, clock.GetUtcNow(), cancellationToken);
        Metrics.HandOffOverdue(ticket.HandOff.Department);
        LogOverdue(id, ticket.HandOff.Department);
    }

    [LoggerMessage(1, LogLevel.Warning, "Nobody in {Department} has answered hand-off {HandOffId} in time")]
    private partial void LogOverdue(string handOffId, string department);
}
