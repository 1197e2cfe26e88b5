using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Evidence;

/// <summary>Gathers what ties the identities of a customer.</summary>
public sealed class CustomerEvidence(ICustomerStore store, string defaultRegion)
{
    /// <param name="living">The customer.</param>
    /// <param name="from">An identity as people write it, to tie with <paramref name="to"/>; null to leave that out.</param>
    /// <param name="to">Another one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null when only one is given, or one is no identity of the customer.</returns>
    public async Task<CustomerLinks?> FindAsync(Profile living, string? from, string? to, CancellationToken cancellation)
    {
        var links = await store.FindLinksToAsync([living.Id, .. living.Absorbed], cancellation);
        IReadOnlyList<StoredProfile> absorbed = living.Absorbed.Count == 0 ? [] : await store.FindProfilesAsync(living.Absorbed, cancellation);
        var answer = CustomerLinks.Of(living, links, absorbed, await OthersAsync(living, links, cancellation));
        if (string.IsNullOrEmpty(from) && string.IsNullOrEmpty(to))
            return answer;

        return Named(from, links) is { } start && Named(to, links) is { } end
            ? answer with { Chain = EvidenceChain.Between(start, end, await TiesAsync(living, links, absorbed, cancellation)) ?? [] }
            : null;
    }

    /// <summary>Whoever was joined with the customer and is not part of it now.</summary>
    private async Task<IReadOnlyList<StoredProfile>> OthersAsync(Profile living, IReadOnlyList<IdentityLink> links, CancellationToken cancellation)
    {
        var others = links.SelectMany(static link => link.Joined).Select(static joined => joined.Who).Where(CustomerId.IsWellFormed).Except(living.Absorbed.Append(living.Id)).ToList();
        return others.Count == 0 ? [] : await store.FindProfilesAsync(others, cancellation);
    }

    private IdentityName? Named(string? text, IReadOnlyList<IdentityLink> links) =>
        IdentityKey.Canonical(text, defaultRegion) is { } key && links.FirstOrDefault(link => link.Key == key) is { } link
            ? new IdentityName(link.Kind, link.Value)
            : null;

    private async Task<IEnumerable<EvidenceTie>> TiesAsync(
        Profile living, IReadOnlyList<IdentityLink> links, IReadOnlyList<StoredProfile> absorbed, CancellationToken cancellation)
    {
        var merges = absorbed.Select(static stored => stored.Profile).Where(static profile => profile.MergeEvidence is not null).ToList();
        var contacts = await store.FindContactsAsync(
            [.. links.SelectMany(PlacesOf).Concat(merges.SelectMany(merge => PlacesOf(merge, living))).Distinct()], cancellation);
        return contacts.Select(EvidenceChain.Of).Concat(merges.Where(static merge => merge.MergeEvidence is { ContactId: null }).Select(merge => DecisionOf(merge, living)));
    }

    /// <summary>The evidence of a link lies with one of those it led to.</summary>
    private static IEnumerable<EntryKey> PlacesOf(IdentityLink link) =>
        link.Formerly.Select(static former => former.CustomerId).Concat(link.Past.Select(static past => past.CustomerId)).Append(link.CustomerId)
            .Select(customer => new EntryKey(customer, link.Evidence));

    private static IEnumerable<EntryKey> PlacesOf(Profile absorbed, Profile living) => absorbed is { MergedInto: { } survivor, MergeEvidence.ContactId: { } contact }
        ? new[] { survivor, living.Id }.Select(customer => new EntryKey(customer, contact))
        : [];

    private static EvidenceTie DecisionOf(Profile absorbed, Profile living)
    {
        var theirs = absorbed.Identities.Select(static identity => identity.Key).ToHashSet(StringComparer.Ordinal);
        var evidence = absorbed.MergeEvidence ?? throw new ArgumentException("The customer is not absorbed.", nameof(absorbed));
        return EvidenceChain.Of(
            evidence.MergeId ?? absorbed.Id,
            "manual",
            absorbed.Identities,
            living.Identities.Where(identity => !theirs.Contains(identity.Key)),
            evidence.At) with
        {
            By = evidence.By,
            Reason = evidence.Reason,
        };
    }
}
