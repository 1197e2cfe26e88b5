using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Golden;

/// <summary>
/// The values of a profile: a set by field, trust and value, in which case does not tell values apart. Of each field and trust the newest
/// <see cref="LimitOf"/> stay. A value only ever moves towards the newer, so one that is among the newest of all is among the newest of any part:
/// the limit cuts the same ones whatever the order of arrival.
/// </summary>
internal static class FieldValues
{
    /// <summary>Values of one field at one trust: fewest of what anybody may type into a form, so that a flood of forms cannot make a customer dear.</summary>
    public static int LimitOf(Trust trust) => trust == Trust.Claimed ? 2 : 3;

    public static IReadOnlyList<FieldValue> Union(IReadOnlyList<FieldValue> left, IReadOnlyList<FieldValue> right)
    {
        if (right.Count == 0)
            return left;
        if (left.Count == 0)
            return right;
        var union = new List<FieldValue>(left.Count + right.Count);
        union.AddRange(left);
        for (var at = 0; at < right.Count; at++)
            Add(union, right[at]);
        return union;
    }

    /// <param name="values">A set of values, ordered.</param>
    /// <param name="value">Joins it, unless there are enough newer ones.</param>
    public static void Add(List<FieldValue> values, FieldValue value)
    {
        var same = IndexOfSame(values, value);
        if (same >= 0)
        {
            if (Compare(values[same], value) <= 0)
                return;
            values.RemoveAt(same);
        }

        var at = 0;
        while (at < values.Count && Compare(values[at], value) < 0)
            at++;
        values.Insert(at, value);
        Cut(values, value);
    }

    private static int IndexOfSame(List<FieldValue> values, FieldValue value)
    {
        for (var at = 0; at < values.Count; at++)
        {
            if (AreBesides(values[at], value) && values[at].Value.Equals(value.Value, StringComparison.OrdinalIgnoreCase))
                return at;
        }

        return -1;
    }

    private static void Cut(List<FieldValue> values, FieldValue added)
    {
        var (count, last) = (0, -1);
        for (var at = 0; at < values.Count; at++)
        {
            if (AreBesides(values[at], added))
                (count, last) = (count + 1, at);
        }

        if (count > LimitOf(added.Trust))
            values.RemoveAt(last);
    }

    private static bool AreBesides(FieldValue left, FieldValue right) => left.Trust == right.Trust && left.Field == right.Field;

    /// <summary>By field, then the most trusted, then the newest first; of what one contact told, in the order of the letters.</summary>
    private static int Compare(FieldValue left, FieldValue right)
    {
        var order = string.CompareOrdinal(left.Field, right.Field);
        if (order == 0)
            order = right.Trust.CompareTo(left.Trust);
        if (order == 0)
            order = Sighting.Compare(right.From, left.From);
        if (order == 0)
            order = string.Compare(left.Value, right.Value, StringComparison.OrdinalIgnoreCase);
        return order == 0 ? string.CompareOrdinal(left.Value, right.Value) : order;
    }
}
