using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>The identities of a profile: a set ordered by key, joined by the best trust and the widest time.</summary>
internal static class ProfileIdentities
{
    public static IReadOnlyList<ProfileIdentity> Of(Contact contact)
    {
        var at = contact.OccurredAt.ToUniversalTime();
        IReadOnlyList<ProfileIdentity> all = [];
        foreach (var identity in contact.From.Identities)
            all = Union(all, [new ProfileIdentity(identity.Kind, identity.Value, identity.Trust, at, at) { Standing = identity.Standing }], ProfileFold.IdentityLimit);
        return all;
    }

    /// <summary>The first <paramref name="limit"/> of both.</summary>
    public static IReadOnlyList<ProfileIdentity> Union(
        IReadOnlyList<ProfileIdentity> left, IReadOnlyList<ProfileIdentity> right, int limit) =>
        SortedSet.Union(left, right, static identity => identity.Key, Join, limit);

    private static ProfileIdentity Join(ProfileIdentity left, ProfileIdentity right) => left with
    {
        Trust = left.Trust > right.Trust ? left.Trust : right.Trust,
        Standing = left.Standing > right.Standing ? left.Standing : right.Standing,
        FirstSeenAt = right.FirstSeenAt < left.FirstSeenAt ? right.FirstSeenAt : left.FirstSeenAt,
        LastSeenAt = right.LastSeenAt > left.LastSeenAt ? right.LastSeenAt : left.LastSeenAt,
    };
}
