using Omni.Functions.Customers.Golden;
using Omni.Functions.Customers.Matching;

namespace Omni.Functions.Customers.Likeness;

/// <param name="Salt"><c>Omni__IdSalt</c>.</param>
/// <param name="Matching"><c>Identity__SuggestFrom</c>.</param>
/// <param name="Profiles">Which value of a field is compared.</param>
public sealed record LikenessOptions(byte[] Salt, MatchOptions Matching, ProfileOptions Profiles)
{
    public bool IsOn => !double.IsPositiveInfinity(Matching.SuggestFrom);
}
