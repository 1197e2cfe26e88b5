using Omni.Functions.Contacts;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers;

/// <summary>Some contacts, the one customer they belong to, and what has to be true before they are written.</summary>
public sealed record Resolution
{
    public required string CustomerId { get; init; }

    /// <summary>In the order of arrival.</summary>
    public required IReadOnlyList<Contact> Contacts { get; init; }

    /// <summary>Links as they shall be: without an etag those that are new, with one those that change.</summary>
    public IReadOnlyList<IdentityLink> Claims { get; init; } = [];

    /// <summary>Customers whose identity is another's, or nobody's, by a contact of these.</summary>
    public IReadOnlyList<Dispossessed> Dispossessed { get; init; } = [];

    /// <summary>Customers of whom the contacts do not say enough to make them one.</summary>
    public IReadOnlyList<CustomerPair> Suggestions { get; init; } = [];

    /// <summary>Living customers that turned out to be the same person.</summary>
    public IReadOnlyList<Merge> Merges { get; init; } = [];

    /// <summary>Customers frozen earlier whose facts the survivor may lack still; next to the survivor first.</summary>
    public IReadOnlyList<Profile> Frozen { get; init; } = [];
}

/// <param name="CustomerId">Who.</param>
/// <param name="Corrections">What their timeline has to tell of it; none where they have the identity still, only not from the start.</param>
public sealed record Dispossessed(string CustomerId, IReadOnlyList<Contact> Corrections);

public sealed record Merge(string Absorbed, MergeEvidence Evidence);
