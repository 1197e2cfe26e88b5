using Omni.Functions.Customers.Matching;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Likeness;

/// <summary>Two customers who look like one person, and why: in words without any value of anybody.</summary>
internal static class LikenessPair
{
    public const string Rule = "likeness";

    /// <param name="left">One customer.</param>
    /// <param name="right">The other.</param>
    /// <param name="score">How much they look like one person.</param>
    /// <param name="at">When it was found.</param>
    public static CustomerPair Of(string left, string right, MatchScore score, DateTimeOffset at) => CustomerPair.Of(
        left,
        right,
        PairState.Suggested,
        score.Score,
        [.. score.Reasons.OrderByDescending(static reason => Math.Abs(reason.Weight)).Select(ReasonOf)],
        at);

    private static PairReason ReasonOf(MatchReason reason) => new(Rule, $"{NameOf(reason.Field)}: {WordsOf(reason.Agreement)}.")
    {
        Field = reason.Field,
        Bits = Math.Round(reason.Weight, 1),
    };

    private static string NameOf(MatchField field) => field switch
    {
        MatchField.GivenName => "First name",
        MatchField.FamilyName => "Last name",
        MatchField.FullName => "Name",
        MatchField.BirthDate => "Birth date",
        MatchField.HouseNumber => "Number of the house",
        MatchField.Street => "Street",
        MatchField.Premises => "Building or flat",
        MatchField.City => "City",
        MatchField.Postcode => "Postcode",
        MatchField.Region => "Region",
        MatchField.Phone => "End of the phone number",
        MatchField.Mailbox => "Name before the @",
        _ => "First name and no common birth date, as in a family",
    };

    private static string WordsOf(Agreement agreement) => agreement switch
    {
        Agreement.Same => "the same, however it is written",
        Agreement.Swapped => "the same, each in the place of the other",
        Agreement.Close => "nearly the same",
        Agreement.Near => "alike",
        _ => "another",
    };
}
