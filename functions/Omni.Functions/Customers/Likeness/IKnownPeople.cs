namespace Omni.Functions.Customers.Likeness;

/// <summary>
/// By which keys customers are found. Every write but forgetting creates what was not there or replaces exactly what was read. Each method throws
/// <see cref="StoreUnavailableException"/> when the store cannot answer now.
/// </summary>
public interface IKnownPeople
{
    /// <summary>Those of these customers that are known.</summary>
    Task<IReadOnlyList<KnownPerson>> FindAsync(IReadOnlyCollection<string> customerIds, CancellationToken cancellation);

    /// <summary>Up to so many customers with this key, in no order.</summary>
    Task<IReadOnlyList<string>> FindByKeyAsync(string key, int limit, CancellationToken cancellation);

    /// <summary>Creates a person without an etag, or replaces the one of that etag.</summary>
    /// <returns>As it is kept now.</returns>
    /// <exception cref="RivalWritersException">A rival was first.</exception>
    Task<KnownPerson> KeepAsync(KnownPerson person, CancellationToken cancellation);

    /// <summary>Nobody finds the customer any more; does nothing when nobody could.</summary>
    Task ForgetAsync(string customerId, CancellationToken cancellation);
}
