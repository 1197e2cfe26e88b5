using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Joining;

/// <summary>Another customer that an identity of the contact leads to.</summary>
/// <param name="CustomerId">Who.</param>
/// <param name="Dossier">What is known of them.</param>
/// <param name="Identity">What ties the contact to them: the best of several.</param>
/// <param name="Link">Its link; null where only the profile tells of it.</param>
internal sealed record Candidate(string CustomerId, Dossier Dossier, Identity Identity, IdentityLink? Link)
{
    /// <summary>The channel vouches for the identity or shows it; nobody has merely typed it.</summary>
    public bool IsStrong => Identity.Trust > Trust.Claimed;
}

/// <summary>What became of a candidate.</summary>
/// <param name="Candidate">Which one.</param>
/// <param name="Refusal">Why it is not the same customer; null when it is.</param>
/// <param name="Kind">The kind of identity that contradicts, where one does.</param>
internal sealed record Verdict(Candidate Candidate, Refusal? Refusal = null, string? Kind = null);

internal enum Refusal
{
    /// <summary>Both together would have more values of a kind than one person has.</summary>
    Contradiction,

    /// <summary>Each of several customers could be the one, and they cannot be one person.</summary>
    SeveralCandidates,

    /// <summary>The value that ties them has joined too many already.</summary>
    SharedValue,

    /// <summary>Somebody said that they are two.</summary>
    KeptApart,
}
