using System.Collections.Frozen;
using System.Globalization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Joining;

/// <summary>
/// How many current values of a kind one person has at most. Where it is one, two people with different values are two people, whatever else
/// they share. Setting <c>Identity__Limits</c>: a list with semicolons of <c>kind=number</c>, <c>*</c> for all kinds not named.
/// </summary>
public sealed class IdentityLimits
{
    public const int Highest = 1000;

    private const string Others = "*";
    private const string CrmSuffix = "_contact";
    private const string AnyCrm = "*_contact";

    /// <summary>
    /// A messenger's account is one person's and most people have one; an id within a page, a bot or a site is one of many; a CRM keeps one
    /// record for a person.
    /// </summary>
    private static readonly FrozenDictionary<string, int> Usual = new Dictionary<string, int>
    {
        [IdentityKind.Phone] = 5,
        [IdentityKind.Email] = 5,
        ["telegram_user_id"] = 1,
        ["vk_user_id"] = 1,
        [AnyCrm] = 1,
        [Others] = 10,
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, int> _limits;

    private IdentityLimits(FrozenDictionary<string, int> limits) => _limits = limits;

    public static IdentityLimits Default { get; } = new(Usual);

    /// <summary>The limits of the setting, the usual ones for what it does not name; null when it cannot be read.</summary>
    public static IdentityLimits? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Default;
        var limits = new Dictionary<string, int>(Usual);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } kind, var number]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit is < 1 or > Highest)
                return null;
            limits[kind] = limit;
        }

        return new IdentityLimits(limits.ToFrozenDictionary());
    }

    public int Of(string kind) =>
        _limits.TryGetValue(kind, out var limit) ? limit
        : kind.EndsWith(CrmSuffix, StringComparison.Ordinal) ? _limits[AnyCrm]
        : _limits[Others];

    /// <summary>What is counted together: a kind, and of CRMs each account for itself.</summary>
    public static string GroupOf(string kind, string value) =>
        kind.EndsWith(CrmSuffix, StringComparison.Ordinal) && value.LastIndexOf(':') is > 0 and var end ? $"{kind}:{value.AsSpan(0, end)}" : kind;
}
