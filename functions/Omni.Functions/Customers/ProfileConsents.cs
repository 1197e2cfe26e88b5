using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>What a person last said about being written to over a channel for a purpose.</summary>
/// <param name="Channel">Over which.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Given">False where it is withdrawn.</param>
/// <param name="From">Which contact says it, since when.</param>
public sealed record ProfileConsent(string Channel, ConsentPurpose Purpose, bool Given, Sighting From);

/// <summary>The consents of a profile: a set in which the newest word counts, so the join is commutative and associative, and the same word twice is one.</summary>
internal static class ProfileConsents
{
    /// <summary>There are far fewer channels.</summary>
    private const int Limit = 100;

    public static IReadOnlyList<ProfileConsent> Of(Contact contact, Sighting from) => contact.Consents is not { } consents ? [] :
        consents.Select(consent => (IReadOnlyList<ProfileConsent>)[new ProfileConsent(consent.Channel, consent.Purpose, consent.Given, from)]).Aggregate(Union);

    public static IReadOnlyList<ProfileConsent> Union(IReadOnlyList<ProfileConsent> left, IReadOnlyList<ProfileConsent> right) =>
        SortedSet.Union(left, right, static consent => $"{consent.Channel}:{consent.Purpose}", Newest, Limit);

    /// <summary>Of two words of one moment and one contact the more careful one.</summary>
    private static ProfileConsent Newest(ProfileConsent left, ProfileConsent right)
    {
        var order = Sighting.Compare(left.From, right.From);
        return order == 0 ? left with { Given = left.Given && right.Given } : order < 0 ? right : left;
    }
}
