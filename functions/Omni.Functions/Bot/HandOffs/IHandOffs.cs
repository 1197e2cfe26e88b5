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

/// <summary>Tells the business's systems of hand-offs, and reminds us of promises.</summary>
public interface IHandOffTopic
{
    /// <param name="type">Of the CloudEvent.</param>
    /// <param name="ticket">Which.</param>
    /// <param name="customerId">Whose timeline it is on.</param>
    /// <param name="cancellation">Ends it.</param>
    Task TellAsync(string type, HandOffTicket ticket, string customerId, CancellationToken cancellation);

    /// <summary>Asks to be reminded when the promise has to be kept.</summary>
    Task RemindAsync(HandOffTicket ticket, DateTimeOffset due, CancellationToken cancellation);
}

/// <summary>Tells the channel that people take over, where it understands that.</summary>
public interface IHandOffChannel
{
    Task InitiateAsync(HandOffTicket ticket, CancellationToken cancellation);
}
