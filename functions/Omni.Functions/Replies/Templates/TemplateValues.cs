namespace Omni.Functions.Replies.Templates;

/// <summary>Whether a template gets what it asks for.</summary>
internal static class TemplateValues
{
    /// <returns>Null when it does.</returns>
    public static ReplyRefusal? WhyNot(MessageTemplate template, IReadOnlyDictionary<string, string> values)
    {
        var missing = template.Values.Where(name => !values.TryGetValue(name, out var value) || string.IsNullOrWhiteSpace(value)).ToList();
        var unknown = values.Keys.Except(template.Values, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return missing.Count + unknown.Count == 0 ? null : ReplyRefusal.OtherValues(template, missing, unknown);
    }
}
