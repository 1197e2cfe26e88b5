using System.Runtime.CompilerServices;

namespace Omni.Functions.Customers.Replaying;

/// <summary>The profiles of many customers, some at a time: there may be more than one answer of the store should hold.</summary>
internal static class ProfilePages
{
    private const int ProfilesAtOnce = 500;

    public static async IAsyncEnumerable<StoredProfile> ReadProfilesAsync(
        this ICustomerStore store, IEnumerable<string> customerIds, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var some in customerIds.Chunk(ProfilesAtOnce))
        {
            foreach (var stored in await store.FindProfilesAsync(some, cancellation))
                yield return stored;
        }
    }
}
