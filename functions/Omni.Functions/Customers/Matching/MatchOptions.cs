namespace Omni.Functions.Customers.Matching;

public sealed record MatchOptions
{
    /// <summary>
    /// The weight in bits from which a pair is suggested. Chance pairs grow with the square of the number of customers and true ones with the
    /// number: each doubling of the customers wants one bit more for the same precision. At 18, a name, a city and a region are not yet enough.
    /// </summary>
    public double SuggestFrom { get; init; } = 18;

    public bool Suggests(MatchScore score) => score.Weight >= SuggestFrom;
}
