using Omni.Azure.Storage.Blobs;
using Omni.Functions.Customers;

namespace Omni.Functions.Stores;

/// <summary>The key that addresses are signed with where the app has no key of the account: asked for once in a while, in memory alone.</summary>
public sealed class DelegationKeys(BlobServiceClient service, TimeProvider clock)
{
    /// <summary>Far below the seven days it may have: whoever takes the role away is obeyed within hours.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(2);

    /// <summary>Clocks differ a little.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private UserDelegationKey? _latest;

    /// <summary>A key that lives at least that long. Two who ask at once may get two: both are right.</summary>
    /// <exception cref="StoreUnavailableException">The account gives none.</exception>
    public async Task<UserDelegationKey> GetAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        if (_latest is { } latest && latest.SignedExpiresOn >= until)
            return latest;
        var now = clock.GetUtcNow();
        var key = await BlobFailures.GuardAsync(
            async () => (await service.GetUserDelegationKeyAsync(now - Skew, now + Life, cancellation)).Value, cancellation);
        return _latest = key ?? throw new StoreUnavailableException("The storage account gives no key to sign addresses with.");
    }
}
