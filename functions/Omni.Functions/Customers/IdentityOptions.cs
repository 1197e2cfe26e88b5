using System.Collections.Frozen;
using System.Globalization;
using Omni.Functions.Customers.Joining;

namespace Omni.Functions.Customers;

/// <summary>
/// What an installation knows of values that are not one person's, beside <see cref="IdentityRules"/>: settings <c>Identity__…</c>, each a
/// list with semicolons of <c>email:name@example.com</c>, <c>email:name@</c> (at every domain), <c>email:@example.com</c> (everybody there) or
/// <c>phone:+442071838750</c>.
/// </summary>
public sealed record IdentityOptions
{
    public const string SectionName = "Identity";

    private const int UsualSharedAfter = 5;
    private const int MostJoined = 100;
    private const double UsualSuggestFrom = 18;
    private const double LeastSuggestFrom = 10;
    private const double MostSuggestFrom = 60;

    public static IdentityOptions Default { get; } = new();

    /// <summary>One person's after all, whatever the rules say.</summary>
    public IReadOnlySet<string> Joining { get; init; } = FrozenSet<string>.Empty;

    public IReadOnlySet<string> Shared { get; init; } = FrozenSet<string>.Empty;

    public IReadOnlySet<string> Blocked { get; init; } = FrozenSet<string>.Empty;

    /// <summary><c>Identity__Limits</c>.</summary>
    public IdentityLimits Limits { get; init; } = IdentityLimits.Default;

    /// <summary><c>Identity__SharedAfter</c>: a value that has made so many one customer joins no more.</summary>
    public int SharedAfter { get; init; } = UsualSharedAfter;

    /// <summary><c>Identity__SuggestFrom</c>: bits of evidence from which two customers who look like one person are suggested; infinity for never.</summary>
    public double SuggestFrom { get; init; } = UsualSuggestFrom;

    /// <param name="read">Gives a setting by its name after <c>Identity__</c>.</param>
    /// <param name="failures">Gets a line for each part of a setting that is none.</param>
    public static IdentityOptions From(Func<string, string?> read, ICollection<string> failures) => new()
    {
        Joining = List(nameof(Joining), read, failures),
        Shared = List(nameof(Shared), read, failures),
        Blocked = List(nameof(Blocked), read, failures),
        Limits = LimitsOf(read, failures),
        SharedAfter = SharedAfterOf(read, failures),
        SuggestFrom = SuggestFromOf(read, failures),
    };

    private static IdentityLimits LimitsOf(Func<string, string?> read, ICollection<string> failures)
    {
        if (IdentityLimits.Parse(read(nameof(Limits))) is { } limits)
            return limits;
        failures.Add($"Identity__Limits has to be a list with semicolons of kind=number, such as phone=5;email=5;*=10, each from 1 to {IdentityLimits.Highest}.");
        return IdentityLimits.Default;
    }

    private static int SharedAfterOf(Func<string, string?> read, ICollection<string> failures)
    {
        if (read(nameof(SharedAfter)) is not { Length: > 0 } text)
            return UsualSharedAfter;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var others) && others is >= 1 and <= MostJoined)
            return others;
        failures.Add($"Identity__SharedAfter has to be a number from 1 to {MostJoined}.");
        return UsualSharedAfter;
    }

    private static double SuggestFromOf(Func<string, string?> read, ICollection<string> failures)
    {
        switch (read(nameof(SuggestFrom)))
        {
            case null or "":
                return UsualSuggestFrom;
            case "off":
                return double.PositiveInfinity;
            case var text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var bits) && bits is >= LeastSuggestFrom and <= MostSuggestFrom:
                return bits;
            default:
                failures.Add($"Identity__SuggestFrom has to be a number from {LeastSuggestFrom} to {MostSuggestFrom}, or off.");
                return UsualSuggestFrom;
        }
    }

    private static FrozenSet<string> List(string name, Func<string, string?> read, ICollection<string> failures)
    {
        if (read(name) is not { Length: > 0 } text)
            return [];
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var part in parts)
        {
            if (!IsPattern(part))
                failures.Add($"Identity__{name} has to be a list with semicolons of email:name@example.com, email:name@, email:@example.com or phone:+442071838750.");
        }

        return parts.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsPattern(string part) => part.Split(':', 2) is ["email", var address]
        ? address.Length > 1 && address.Split('@') is [_, _]
        : part is ['p', 'h', 'o', 'n', 'e', ':', '+', .. { Length: > 0 } digits] && !digits.AsSpan().ContainsAnyExceptInRange('0', '9');
}
