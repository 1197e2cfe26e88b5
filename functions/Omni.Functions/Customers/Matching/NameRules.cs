namespace Omni.Functions.Customers.Matching;

/// <summary>What two people's names say for and against their being one.</summary>
internal static class NameRules
{
    /// <summary>Given and family name change places in about one record of thirty.</summary>
    private const double SwapCost = 5;

    /// <summary>Slips leave more of a name than that, even several of them; two names that have nothing to do with each other seldom have as much in common.</summary>
    private const double AnotherNameBelow = 0.65;

    /// <summary>Gives at most two reasons; tells whether one of the two has another first name, as relatives have.</summary>
    public static bool Add(PersonForm left, PersonForm right, List<MatchReason> reasons)
    {
        if (left.Names.Count == 0 || right.Names.Count == 0)
            return false;
        if (!left.KnowsWhichNameIsWhich || !right.KnowsWhichNameIsWhich)
            return AddWords(left.Names, right.Names, reasons);

        var given = Compare(FieldWeights.Given, MatchField.GivenName, left.Given, right.Given);
        var family = Compare(FieldWeights.Family, MatchField.FamilyName, left.Family, right.Family);
        var straight = (given?.Weight ?? 0) + (family?.Weight ?? 0);
        if (Swapped(left, right) is { } swapped && swapped.Weight > straight)
        {
            reasons.Add(swapped);
            return false;
        }

        if (given is not null) reasons.Add(given);
        if (family is not null) reasons.Add(family);
        return given is not null && Words.Similarity(left.Given, right.Given) < AnotherNameBelow;
    }

    private static MatchReason? Compare(FieldWeights weights, MatchField field, Words left, Words right) =>
        left.IsMissing || right.IsMissing ? null : weights.Reason(field, FieldWeights.Of(Words.Similarity(left, right)));

    private static MatchReason? Swapped(PersonForm left, PersonForm right)
    {
        var one = Compare(FieldWeights.NameWord, MatchField.FullName, left.Given, right.Family)?.Weight;
        var other = Compare(FieldWeights.NameWord, MatchField.FullName, left.Family, right.Given)?.Weight;
        return one is null && other is null ? null : new MatchReason(MatchField.FullName, Agreement.Swapped, (one ?? 0) + (other ?? 0) - SwapCost);
    }

    /// <summary>Every word of the shorter name finds its own in the longer one, so that as much as possible agrees.</summary>
    private static bool AddWords(IReadOnlyList<Words> left, IReadOnlyList<Words> right, List<MatchReason> reasons)
    {
        var (shorter, longer) = left.Count <= right.Count ? (left, right) : (right, left);
        var (weight, worst) = Assign(shorter, longer, at: 0, taken: 0);
        reasons.Add(new MatchReason(MatchField.FullName, FieldWeights.Of(worst), weight));
        return worst < AnotherNameBelow;
    }

    private static (double Weight, double Worst) Assign(IReadOnlyList<Words> shorter, IReadOnlyList<Words> longer, int at, int taken)
    {
        if (at == shorter.Count)
            return (0, 1);
        var best = (Weight: double.NegativeInfinity, Worst: 0.0);
        for (var other = 0; other < longer.Count; other++)
        {
            if ((taken & (1 << other)) != 0)
                continue;
            var similarity = Words.Similarity(shorter[at], longer[other]);
            var rest = Assign(shorter, longer, at + 1, taken | (1 << other));
            var weight = FieldWeights.NameWord.At(FieldWeights.Of(similarity)) + rest.Weight;
            var worst = Math.Min(similarity, rest.Worst);
            if (weight > best.Weight || (weight == best.Weight && worst > best.Worst))
                best = (weight, worst);
        }

        return best;
    }
}
