using Omni.Functions.Customers;
using Omni.Functions.Ingestion;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>A hub that the channel gave the conversation to tells how it goes on there. One that could not take it leaves it waiting, and the clock running.</summary>
public sealed class HandOffStatus(IDialogueStore dialogues, HandOffProgress progress, TimeProvider clock) : IHandOffStatus
{
    private const string Connector = "bot";

    public async Task TellAsync(string account, string conversation, string state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        try
        {
            if (await dialogues.FindAsync(Dialogue.IdOf(Connector, account, conversation), cancellationToken) is not { SilentFor: { } id })
                return;
            if (state.Equals("accepted", StringComparison.OrdinalIgnoreCase))
                await progress.AcceptAsync(id, by: null, clock.GetUtcNow(), cancellationToken);
            else if (state.Equals("completed", StringComparison.OrdinalIgnoreCase))
                await progress.ReleaseAsync(id, clock.GetUtcNow(), cancellationToken);
        }
        catch (StoreUnavailableException outage)
        {
            throw new TopicUnavailableException("What became of a hand-off could not be kept.", outage);
        }
    }
}
