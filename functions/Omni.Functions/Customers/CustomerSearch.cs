using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>Finds living customers, most recent first.</summary>
public sealed class CustomerSearch(ICustomerStore store, string defaultRegion)
{
    private const int Limit = 50;

    /// <param name="identity"><c>kind:value</c>, the value as people write it.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Null when the text is no identity.</returns>
    public async Task<IReadOnlyList<Profile>?> ByIdentityAsync(string identity, CancellationToken cancellation) =>
        IdentityKey.Canonical(identity, defaultRegion) is { } key ? await OwnersOfAsync([key], cancellation) : null;

    /// <summary>An e-mail address or a phone number as a whole, otherwise the beginning of a name.</summary>
    public async Task<IReadOnlyList<Profile>> ByTextAsync(string text, CancellationToken cancellation)
    {
        string?[] candidates =
        [
            IdentityKey.Canonical($"{IdentityKind.Email}:{text}", defaultRegion),
            IdentityKey.Canonical($"{IdentityKind.Phone}:{text}", defaultRegion),
        ];
        var owners = await OwnersOfAsync([.. candidates.OfType<string>()], cancellation);
        return owners.Count > 0 ? owners : await store.FindByNameAsync(text, Limit, cancellation);
    }

    private async Task<IReadOnlyList<Profile>> OwnersOfAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        if (keys.Count == 0)
            return [];

        var identities = keys.Select(static key => key.Split(':', 2)).Select(static pair => new Identity(pair[0], pair[1], Trust.Claimed));
        var owners = new Dictionary<string, Profile>(StringComparer.Ordinal);
        foreach (var link in await store.FindLinksAsync([.. identities], cancellation))
        {
            if (await LivingCustomer.FindAsync(store, link.CustomerId, cancellation) is { } owner)
                owners[owner.Id] = owner;
        }

        return [.. owners.Values.OrderByDescending(static owner => owner.LastContactAt)];
    }
}
