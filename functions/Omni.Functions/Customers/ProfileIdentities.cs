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
            all = Union(all, [new ProfileIdentity(identity.Kind, identity.Value, identity.Trust, at, at)], ProfileFold.IdentityLimit);
        return all;
    }

    /// <summary>
    /// Keeps the first keys in order, not the newest: what is among the first of all is among the first of any part, so the limit
    /// cuts the same ones whatever the order of arrival.
    /// </summary>
    public static IReadOnlyList<ProfileIdentity> Union(
        IReadOnlyList<ProfileIdentity> left, IReadOnlyList<ProfileIdentity> right, int limit)
    {
        var union = new List<ProfileIdentity>(Math.Min(limit, left.Count + right.Count));
        var (l, r) = (0, 0);
        while (union.Count < limit && (l < left.Count || r < right.Count))
        {
            var order = l == left.Count ? 1
                : r == right.Count ? -1
                : string.CompareOrdinal(left[l].Key, right[r].Key);
            union.Add(order switch
            {
                < 0 => left[l++],
                > 0 => right[r++],
                _ => Join(left[l++], right[r++]),
            });
        }

        return union;
    }

    private static ProfileIdentity Join(ProfileIdentity left, ProfileIdentity right) => left with
    {
        Trust = left.Trust > right.Trust ? left.Trust : right.Trust,
        FirstSeenAt = right.FirstSeenAt < left.FirstSeenAt ? right.FirstSeenAt : left.FirstSeenAt,
        LastSeenAt = right.LastSeenAt > left.LastSeenAt ? right.LastSeenAt : left.LastSeenAt,
    };
}
