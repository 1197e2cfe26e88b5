namespace Omni.Functions.Customers.Likeness;

/// <summary>
/// The customers that changed, each as it is now, since the last time somebody kept how far they had read. Each method throws
/// <see cref="StoreUnavailableException"/> when the store cannot answer now.
/// </summary>
public interface IChangedCustomers
{
    /// <summary>The next ones; at first those that were there before anybody read.</summary>
    /// <param name="after">The page before; null for the first one since what is kept.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null when there is nothing new.</returns>
    Task<ChangedCustomers?> ReadAsync(ChangedCustomers? after, CancellationToken cancellation);

    /// <summary>The next time begins after this page.</summary>
    /// <returns>The page to read on from.</returns>
    /// <exception cref="RivalWritersException">Somebody else reads as well, and has kept another.</exception>
    Task<ChangedCustomers> KeepAsync(ChangedCustomers page, CancellationToken cancellation);
}

/// <param name="Profiles">Frozen ones included; none where only timelines changed.</param>
/// <param name="Position">Where the page ends, in the words of the store.</param>
/// <param name="ETag">Of what is kept, when it was read; null when nothing was.</param>
public sealed record ChangedCustomers(IReadOnlyList<Profile> Profiles, string Position, string? ETag);
