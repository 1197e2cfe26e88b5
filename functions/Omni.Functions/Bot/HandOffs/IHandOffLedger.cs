using Omni.Functions.Contacts;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>Where hand-offs are kept.</summary>
public interface IHandOffLedger
{
    /// <returns>Null when there is none of this id.</returns>
    Task<HandOffTicket?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Creates one without an etag, replaces the one of that etag.</summary>
    /// <returns>With its etag then; null when somebody else was first.</returns>
    Task<HandOffTicket?> KeepAsync(HandOffTicket ticket, CancellationToken cancellation);

    /// <summary>Those in a state, the oldest first.</summary>
    Task<IReadOnlyList<HandOffTicket>> ListAsync(HandOffState state, int most, CancellationToken cancellation);
}
