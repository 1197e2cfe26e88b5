using System.Collections.Frozen;

namespace Omni.Functions.Customers.Golden;

/// <summary>Settings <c>Profile__…</c>: how a profile is read.</summary>
public sealed record ProfileOptions
{
    public const string SectionName = "Profile";

    private static readonly string Expected =
        $"{SectionName}__{nameof(Survivorship)} has to be a list with semicolons of field=rule, each field once, such as name=mostTrusted;company=newest. "
        + $"Fields: {string.Join(", ", ProfileField.All.Select(static field => field.Name))}. Rules: newest, mostTrusted, longest.";

    public static ProfileOptions Default { get; } = new();

    /// <summary>By the names of fields; those that are not in it have their <see cref="ProfileField.DefaultRule"/>.</summary>
    public IReadOnlyDictionary<string, SurvivorshipRule> Survivorship { get; init; } = FrozenDictionary<string, SurvivorshipRule>.Empty;

    public SurvivorshipRule RuleOf(ProfileField field) => Survivorship.TryGetValue(field.Name, out var rule) ? rule : field.DefaultRule;

    /// <param name="read">Gives a setting by its name after <c>Profile__</c>.</param>
    /// <param name="failures">Gets a line when a setting is wrong.</param>
    public static ProfileOptions From(Func<string, string?> read, ICollection<string> failures)
    {
        var rules = new Dictionary<string, SurvivorshipRule>(StringComparer.Ordinal);
        var isRight = true;
        foreach (var part in (read(nameof(Survivorship)) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            isRight &= part.Split('=', StringSplitOptions.TrimEntries) is [var name, var word]
                && ProfileField.Find(name) is { } field && RuleOf(word) is { } rule && rules.TryAdd(field.Name, rule);
        }

        if (!isRight)
            failures.Add(Expected);
        return new ProfileOptions { Survivorship = rules };
    }

    private static SurvivorshipRule? RuleOf(string word) => word.ToUpperInvariant() switch
    {
        "NEWEST" => SurvivorshipRule.Newest,
        "MOSTTRUSTED" => SurvivorshipRule.MostTrusted,
        "LONGEST" => SurvivorshipRule.Longest,
        _ => null,
    };
}
