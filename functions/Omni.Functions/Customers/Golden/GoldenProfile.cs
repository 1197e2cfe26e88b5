namespace Omni.Functions.Customers.Golden;

/// <summary>What is known of a customer, one value for each field: read from all that was told, after the rules of the day.</summary>
internal static class GoldenProfile
{
    /// <summary>The known fields by name, in the order of <see cref="ProfileField.All"/>.</summary>
    public static IReadOnlyDictionary<string, GoldenField> Of(Profile profile, ProfileOptions options)
    {
        var told = profile.Fields.Concat(CrmFields.Of(profile.CrmRecords)).ToLookup(static value => value.Field, StringComparer.Ordinal);
        var fields = new OrderedDictionary<string, GoldenField>(StringComparer.Ordinal);
        foreach (var field in ProfileField.All)
        {
            if (told.Contains(field.Name))
                fields.Add(field.Name, Survivor(told[field.Name], options.RuleOf(field)));
        }

        return fields;
    }

    private static GoldenField Survivor(IEnumerable<FieldValue> told, SurvivorshipRule rule)
    {
        FieldValue[] values = [.. told.Order(Survivorship.OrderOf(rule)).DistinctBy(static value => value.Value, StringComparer.OrdinalIgnoreCase)];
        var best = values[0];
        return new GoldenField(
            best.Value, best.Source, best.From.ContactId, best.From.At, best.Trust, rule, [.. values.Skip(1).Select(ToldValue.Of)]);
    }
}
