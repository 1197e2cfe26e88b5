using System.Text.Json.Serialization;
using Omni.Functions.Contacts;
using Omni.Functions.Customers.Evidence;

namespace Omni.Functions.Customers;

/// <summary>Why these identities are one person.</summary>
/// <param name="Id">The customer.</param>
/// <param name="Identities">Each with the contact that brought it.</param>
/// <param name="Merges">Each with the contact that proved it.</param>
public sealed record CustomerLinks(string Id, IReadOnlyList<LinkedIdentity> Identities, IReadOnlyList<LinkedCustomer> Merges)
{
    /// <summary>The shortest way from one identity to another, where that was asked for; empty where nothing ties them.</summary>
    public IReadOnlyList<EvidenceStep>? Chain { get; init; }

    /// <param name="living">The customer.</param>
    /// <param name="links">Those that lead there.</param>
    /// <param name="absorbed">Whom the customer has absorbed.</param>
    /// <param name="others">Whom else an identity once joined with the customer, as far as they exist.</param>
    public static CustomerLinks Of(
        Profile living, IEnumerable<IdentityLink> links, IReadOnlyCollection<StoredProfile> absorbed, IEnumerable<StoredProfile> others) => new(
        living.Id,
        IdentitiesOf(living, links, absorbed.Concat(others).ToDictionary(static stored => stored.Profile.Id, static stored => stored.Profile, StringComparer.Ordinal)),
        [.. absorbed.Select(static stored => stored.Profile).Where(static profile => profile.MergeEvidence is not null)
            .OrderBy(static profile => profile.MergeEvidence!.At)
            .Select(static profile => new LinkedCustomer(profile.Id, profile.MergedInto!, profile.MergeEvidence!))]);

    private static IReadOnlyList<LinkedIdentity> IdentitiesOf(Profile living, IEnumerable<IdentityLink> links, Dictionary<string, Profile> profiles) =>
    [
        .. links.OrderBy(static link => link.FirstSeenAt).ThenBy(static link => link.Id, StringComparer.Ordinal)
            .Select(link => LinkedIdentity.Of(link, living, profiles)),
    ];
}

/// <summary>An identity and, as evidence, the id of the contact that brought it to this customer.</summary>
public sealed record LinkedIdentity(
    string Kind,
    string Value,
    Trust Trust,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? FirstSeenAt,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? LastSeenAt,
    string Evidence)
{
    public required LinkRule Rule { get; init; }

    /// <summary>Whose it was before, and until when.</summary>
    public IReadOnlyList<PastOwner> Past { get; init; } = [];

    /// <summary>Who became one customer because of it.</summary>
    public IReadOnlyList<JoinedThrough> Joined { get; init; } = [];

    /// <summary>The link tells where the identity came from, the profile what happened since.</summary>
    public static LinkedIdentity Of(IdentityLink link, Profile living, IReadOnlyDictionary<string, Profile> profiles)
    {
        var known = living.Identities.FirstOrDefault(identity => identity.Kind == link.Kind && identity.Value == link.Value);
        return new LinkedIdentity(
            link.Kind, link.Value, known?.Trust ?? link.Trust, known?.FirstSeenAt ?? link.FirstSeenAt, known?.LastSeenAt, link.Evidence)
        {
            Rule = link.Rule,
            Past = link.Past,
            Joined = [.. link.Joined.Select(joined => JoinedThrough.Of(joined.Who, profiles, living))],
        };
    }
}

public sealed record LinkedCustomer(string Absorbed, string Into, MergeEvidence Evidence);
