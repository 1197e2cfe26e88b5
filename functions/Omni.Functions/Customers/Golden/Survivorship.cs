namespace Omni.Functions.Customers.Golden;

/// <summary>The order of values under each rule, the best first. Ties go to the newest, then to the more trusted, then to the order of the letters.</summary>
internal static class Survivorship
{
    private static readonly Comparer<FieldValue> Newest = Comparer<FieldValue>.Create(CompareByTime);

    private static readonly Comparer<FieldValue> MostTrusted = Comparer<FieldValue>.Create(static (left, right) =>
        right.Trust.CompareTo(left.Trust) is not 0 and var order ? order : CompareByTime(left, right));

    private static readonly Comparer<FieldValue> Longest = Comparer<FieldValue>.Create(static (left, right) =>
        right.Value.Length.CompareTo(left.Value.Length) is not 0 and var order ? order : CompareByTime(left, right));

    public static IComparer<FieldValue> OrderOf(SurvivorshipRule rule) => rule switch
    {
        SurvivorshipRule.MostTrusted => MostTrusted,
        SurvivorshipRule.Longest => Longest,
        _ => Newest,
    };

    private static int CompareByTime(FieldValue left, FieldValue right)
    {
        var order = Sighting.Compare(right.From, left.From);
        if (order == 0)
            order = right.Trust.CompareTo(left.Trust);
        if (order == 0)
            order = string.CompareOrdinal(left.Value, right.Value);
        return order == 0 ? string.CompareOrdinal(left.Source, right.Source) : order;
    }
}
