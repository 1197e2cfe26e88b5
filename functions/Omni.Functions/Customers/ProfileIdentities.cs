using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>The identities of a profile: a set ordered by key, joined by the best trust and the widest time.</summary>
internal static class ProfileIdentities
{
    /// <summary>Those that lead to whoever the contact is of.</summary>
    public static IReadOnlyList<ProfileIdentity> Of(Contact contact) =>
        Set(contact, contact.From.Decisive.Where(static identity => !identity.IsApart));

    /// <summary>Those that the contact came with, and that do not lead there.</summary>
    public static IReadOnlyList<ProfileIdentity> MentionedIn(Contact contact)
    {
        var isPlain = true;
        foreach (var identity in contact.From.Identities)
            isPlain &= !identity.IsApart && identity.Standing == IdentityStanding.Joins;
        if (isPlain)
            return [];
        var decisive = contact.From.Decisive.Where(static identity => !identity.IsApart).Select(static identity => identity.Key).ToHashSet(StringComparer.Ordinal);
        return Set(contact, contact.From.Identities.Where(identity => !decisive.Contains(identity.Key)));
    }

    private static IReadOnlyList<ProfileIdentity> Set(Contact contact, IEnumerable<Identity> identities)
    {
        var at = contact.OccurredAt.ToUniversalTime();
        IReadOnlyList<ProfileIdentity> all = [];
        foreach (var identity in identities)
            all = Union(all, [Of(identity, at)], ProfileFold.IdentityLimit);
        return all;
    }

    private static ProfileIdentity Of(Identity identity, DateTimeOffset at) => new(identity.Kind, identity.Value, identity.Trust, at, at)
    {
        Standing = identity.Standing,
        EndedAt = identity.IsEnded ? at : null,
    };

    /// <summary>The first <paramref name="limit"/> of both.</summary>
    public static IReadOnlyList<ProfileIdentity> Union(
        IReadOnlyList<ProfileIdentity> left, IReadOnlyList<ProfileIdentity> right, int limit) =>
        SortedSet.Union(left, right, static identity => identity.Key, Join, limit);

    private static ProfileIdentity Join(ProfileIdentity left, ProfileIdentity right) => left with
    {
        Trust = left.Trust > right.Trust ? left.Trust : right.Trust,
        Standing = left.Standing > right.Standing ? left.Standing : right.Standing,
        EndedAt = left.EndedAt is null || right.EndedAt > left.EndedAt ? right.EndedAt : left.EndedAt,
        FirstSeenAt = right.FirstSeenAt < left.FirstSeenAt ? right.FirstSeenAt : left.FirstSeenAt,
        LastSeenAt = right.LastSeenAt > left.LastSeenAt ? right.LastSeenAt : left.LastSeenAt,
    };
}
