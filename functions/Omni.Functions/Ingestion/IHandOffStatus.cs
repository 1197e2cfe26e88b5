namespace Omni.Functions.Ingestion;

/// <summary>Hears what becomes of a conversation that was given to people elsewhere.</summary>
public interface IHandOffStatus
{
    /// <param name="account">The bot's id on the channel.</param>
    /// <param name="conversation">The channel's.</param>
    /// <param name="state"><c>accepted</c>, <c>completed</c> or <c>failed</c>, whatever its case.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TopicUnavailableException">It could not be kept now; telling it again is right.</exception>
    Task TellAsync(string account, string conversation, string state, CancellationToken cancellationToken);
}
