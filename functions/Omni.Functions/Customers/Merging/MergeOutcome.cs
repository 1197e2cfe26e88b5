using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Merging;

/// <summary>What came of a wish to merge two customers, or to undo that.</summary>
public abstract record MergeOutcome;

/// <param name="MergeId">How the merge is undone.</param>
/// <param name="Survivor">The customer they are now.</param>
public sealed record Merged(string MergeId, Profile Survivor) : MergeOutcome;

/// <param name="MergeId">The merge that is no more.</param>
/// <param name="Survivor">Who had absorbed the other, or has become of that customer.</param>
/// <param name="Restored">Who was absorbed.</param>
public sealed record Undone(string MergeId, Profile Survivor, Profile Restored) : MergeOutcome;

/// <summary>One of the customers does not exist.</summary>
public sealed record NoSuchCustomer : MergeOutcome;

/// <param name="Pair">The two, as that is kept.</param>
public sealed record KeptApart(CustomerPair Pair) : MergeOutcome;

/// <param name="Customer">As it is now.</param>
public sealed record Corrected(Profile Customer) : MergeOutcome;

/// <summary>Nobody has suggested it.</summary>
public sealed record NoSuchSuggestion : MergeOutcome;

/// <summary>There was no such merge.</summary>
public sealed record NoSuchMerge : MergeOutcome;

/// <summary>Nothing was changed.</summary>
/// <param name="Why">In words for people; holds nothing but ids.</param>
public sealed record Refused(string Why) : MergeOutcome;
