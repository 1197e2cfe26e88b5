namespace Omni.Functions.Customers.Matching;

/// <summary>
/// Weighs what speaks for and against two people being one. It only ever suggests: nothing is joined by it.
/// </summary>
/// <remarks>
/// I. P. Fellegi, A. B. Sunter, "A Theory for Record Linkage", Journal of the American Statistical Association 64(328), 1969.
/// </remarks>
public static class MatchRules
{
    private const int MostReasons = 12;

    /// <summary>Street and premises change places in about one record of fifty.</summary>
    private const double SwapCost = 6;

    /// <summary>More than an address, a family name and a phone number together can weigh.</summary>
    private const double HouseholdWeight = -60;

    public static MatchScore Compare(Person left, Person right) => Compare(PersonForm.Of(left), PersonForm.Of(right));

    public static MatchScore Compare(PersonForm left, PersonForm right)
    {
        var reasons = new List<MatchReason>(MostReasons);
        var mayBeRelatives = NameRules.Add(left, right, reasons);
        Add(reasons, MatchField.BirthDate, FieldWeights.BirthDate, OfNumbers(left.BirthDate, right.BirthDate));
        var isSameBirth = reasons.Exists(static reason => reason is { Field: MatchField.BirthDate, Agreement: not Agreement.Differs });
        Add(reasons, MatchField.HouseNumber, FieldWeights.HouseNumber, OfNumbers(left.HouseNumber, right.HouseNumber));
        AddStreet(left, right, reasons);
        Add(reasons, MatchField.City, FieldWeights.City, OfWords(left.City, right.City));
        Add(reasons, MatchField.Postcode, FieldWeights.Postcode, OfNumbers(left.Postcode, right.Postcode));
        Add(reasons, MatchField.Region, FieldWeights.Region, OfWords(left.Region, right.Region));
        Add(reasons, MatchField.Phone, FieldWeights.Phone, OfSets(left.PhoneTails, right.PhoneTails));
        Add(reasons, MatchField.Mailbox, FieldWeights.Mailbox, OfSets(left.Mailboxes, right.Mailboxes));
        if (mayBeRelatives && !isSameBirth)
            reasons.Add(new MatchReason(MatchField.Household, Agreement.Differs, HouseholdWeight));
        return new MatchScore { Weight = reasons.Sum(static reason => reason.Weight), Reasons = reasons };
    }

    private static void Add(List<MatchReason> reasons, MatchField field, FieldWeights weights, Agreement? agreement)
    {
        if (agreement is { } known) reasons.Add(weights.Reason(field, known));
    }

    private static void AddStreet(PersonForm left, PersonForm right, List<MatchReason> reasons)
    {
        var (street, premises) = (OfWords(left.Street, right.Street), OfWords(left.Premises, right.Premises));
        var straight = WeightOf(FieldWeights.Street, street) + WeightOf(FieldWeights.Premises, premises);
        var swapped = WeightOf(FieldWeights.Street, OfWords(left.Street, right.Premises)) + WeightOf(FieldWeights.Street, OfWords(left.Premises, right.Street)) - SwapCost;
        if (swapped > straight)
        {
            reasons.Add(new MatchReason(MatchField.Street, Agreement.Swapped, swapped));
            return;
        }

        Add(reasons, MatchField.Street, FieldWeights.Street, street);
        Add(reasons, MatchField.Premises, FieldWeights.Premises, premises);
    }

    private static double WeightOf(FieldWeights weights, Agreement? agreement) => agreement is { } known ? weights.At(known) : 0;

    private static Agreement? OfWords(Words left, Words right) =>
        left.IsMissing || right.IsMissing ? null : FieldWeights.Of(Words.Similarity(left, right));

    private static Agreement? OfNumbers(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
            return null;
        return EditDistance.Between(left, right) switch { 0 => Agreement.Same, 1 => Agreement.Close, 2 => Agreement.Near, _ => Agreement.Differs };
    }

    private static Agreement? OfSets(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        Agreement? best = null;
        foreach (var one in left)
        {
            foreach (var other in right)
            {
                if (OfNumbers(one, other) is { } agreement && (best is null || agreement > best))
                    best = agreement;
            }
        }

        return best;
    }
}
