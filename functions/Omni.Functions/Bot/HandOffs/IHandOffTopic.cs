namespace Omni.Functions.Bot.HandOffs;

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
