using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Bot;
using Omni.Functions.Bot.HandOffs;
using Omni.Functions.Contacts;

namespace Omni.Functions.Stores;

/// <summary>Dialogues and hand-offs as documents that are partitions of their own. Both expire with the container's time to live.</summary>
public sealed class CosmosDialogueStore(CosmosContainers containers) : IDialogueStore, IHandOffLedger
{
    async Task<Dialogue?> IDialogueStore.FindAsync(string id, CancellationToken cancellation) =>
        await CosmosDocuments.FindAsync(containers.Dialogues, id, DialogueJson.Default.Dialogue, cancellation);

    public async Task<Dialogue?> KeepAsync(Dialogue dialogue, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        return await CosmosDocuments.KeepAsync(containers.Dialogues, dialogue.Id, dialogue.ETag, dialogue with { ETag = null }, DialogueJson.Default.Dialogue, cancellation) is { } etag
            ? dialogue with { ETag = etag }
            : null;
    }

    async Task<HandOffTicket?> IHandOffLedger.FindAsync(string id, CancellationToken cancellation) =>
        await CosmosDocuments.FindAsync(containers.Dialogues, id, HandOffJson.Default.HandOffTicket, cancellation);

    public async Task<HandOffTicket?> KeepAsync(HandOffTicket ticket, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return await CosmosDocuments.KeepAsync(containers.Dialogues, ticket.Id, ticket.ETag, ticket with { ETag = null }, HandOffJson.Default.HandOffTicket, cancellation) is { } etag
            ? ticket with { ETag = etag }
            : null;
    }

    public async Task<IReadOnlyList<HandOffTicket>> ListAsync(HandOffState state, int most, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT TOP @most * FROM c WHERE c.state = @state ORDER BY c.contact.occurredAt ASC")
            .WithParameter("@most", most)
            .WithParameter("@state", JsonNamingPolicy.CamelCase.ConvertName(state.ToString()));
        return await CosmosDocuments.QueryAsync(
            containers.Dialogues,
            query,
            new QueryRequestOptions { MaxItemCount = most },
            static row => row.Deserialize(HandOffJson.Default.HandOffTicket)!, // A row is a document.
            cancellation);
    }
}
