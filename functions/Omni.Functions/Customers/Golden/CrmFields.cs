using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Golden;

/// <summary>
/// What CRMs tell of the person, out of the records that the profile holds anyway. Of each attribute these keep the newest word alone, so a value
/// that was taken away or replaced in the CRM is none any more.
/// </summary>
internal static class CrmFields
{
    public static IEnumerable<FieldValue> Of(IEnumerable<CrmRecord> records) => records.SelectMany(Of);

    private static List<FieldValue> Of(CrmRecord record)
    {
        // Nobody vouches any more for what was in a record that is deleted, or merged into another.
        var trust = record.IsRemoved ? Trust.Claimed : Trust.Asserted;
        var values = new List<FieldValue>();
        foreach (var attribute in record.Attributes)
        {
            if (attribute.Value is { } told && FieldNames.OfCrm(record.System, attribute.Name) is { } field
                && FieldText.Of(field, told, attribute.From.At ?? DateTimeOffset.MaxValue) is { } value)
            {
                values.Add(new FieldValue(field.Name, value, trust, record.System, attribute.From));
            }
        }

        if (FullName(values) is { } name)
            values.Add(name);
        return values;
    }

    /// <summary>Of a record that tells its parts alone.</summary>
    private static FieldValue? FullName(List<FieldValue> values)
    {
        var first = values.Find(static value => value.Field == ProfileField.FirstName.Name);
        var last = values.Find(static value => value.Field == ProfileField.LastName.Name);
        if ((first ?? last) is null || values.Exists(static value => value.Field == ProfileField.FullName.Name))
            return null;
        var newest = last is null || (first is not null && Sighting.Compare(first.From, last.From) > 0) ? first! : last; // one of them is there
        return newest with
        {
            Field = ProfileField.FullName.Name,
            Value = first is null || last is null ? newest.Value : $"{first.Value} {last.Value}",
        };
    }
}
