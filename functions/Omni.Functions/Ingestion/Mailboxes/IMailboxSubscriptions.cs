namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>Who hears of what comes into mailboxes. Each method throws <see cref="MailboxUnavailableException"/> when nobody answers now.</summary>
public interface IMailboxSubscriptions
{
    /// <summary>Those of this app that have not ended.</summary>
    Task<IReadOnlyList<MailboxSubscription>> ListAsync(CancellationToken cancellation);

    /// <summary>The address is called and has to answer before this returns.</summary>
    /// <param name="mailbox">Of whose new mail.</param>
    /// <param name="address">Where it is told.</param>
    /// <param name="proof">Comes with everything that is told, at most 128 letters.</param>
    /// <param name="until">Within seven days.</param>
    /// <param name="cancellation">Ends it.</param>
    Task CreateAsync(Mailbox mailbox, Uri address, string proof, DateTimeOffset until, CancellationToken cancellation);

    /// <returns>False when it is gone.</returns>
    Task<bool> ProlongAsync(string id, DateTimeOffset until, CancellationToken cancellation);
}

/// <param name="Id">Of the service.</param>
/// <param name="Address">Where it is told.</param>
/// <param name="Until">Its end.</param>
public sealed record MailboxSubscription(string Id, string? Address, DateTimeOffset Until);
