using Omni.Functions.Bot;
using Omni.Functions.Bot.HandOffs;
using Omni.Functions.Contacts;
using Omni.Functions.Tests.Replies;

namespace Omni.Functions.Tests.Bot;

internal sealed class DialoguesInMemory : CallsInMemory, IDialogueStore, IHandOffLedger
{
    private readonly Dictionary<string, Dialogue> _dialogues = [];
    private readonly Dictionary<string, HandOffTicket> _tickets = [];
    private long _version;

    public IReadOnlyCollection<Dialogue> All => _dialogues.Values;

    public IReadOnlyCollection<HandOffTicket> Tickets => _tickets.Values;

    Task<Dialogue?> IDialogueStore.FindAsync(string id, CancellationToken cancellation) => CallAsync("find dialogue", () => _dialogues.GetValueOrDefault(id));

    public Task<Dialogue?> KeepAsync(Dialogue dialogue, CancellationToken cancellation) => CallAsync("keep dialogue", () =>
        _dialogues.GetValueOrDefault(dialogue.Id)?.ETag == dialogue.ETag ? _dialogues[dialogue.Id] = dialogue with { ETag = $"{++_version}" } : null);

    Task<HandOffTicket?> IHandOffLedger.FindAsync(string id, CancellationToken cancellation) => CallAsync("find hand-off", () => _tickets.GetValueOrDefault(id));

    public Task<HandOffTicket?> KeepAsync(HandOffTicket ticket, CancellationToken cancellation) => CallAsync("keep hand-off", () =>
        _tickets.GetValueOrDefault(ticket.Id)?.ETag == ticket.ETag ? _tickets[ticket.Id] = ticket with { ETag = $"{++_version}" } : null);

    public Task<IReadOnlyList<HandOffTicket>> ListAsync(HandOffState state, int most, CancellationToken cancellation) => CallAsync("list", IReadOnlyList<HandOffTicket> () => [.. _tickets.Values.Where(ticket => ticket.State == state).Take(most)]);
}
