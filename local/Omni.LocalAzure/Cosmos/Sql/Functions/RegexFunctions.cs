using System.Text.RegularExpressions;
using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>REGEXMATCH. Patterns run in linear time, but for those that cannot (look-around, back references): these are paid by their time. The limit is for what is too long.</summary>
internal static class RegexFunctions
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(900);

    /// <summary>A pattern that is not known yet has to be compiled.</summary>
    private const int StepsPerPattern = 1000;

    public static readonly SqlFunction[] All = [new("REGEXMATCH", 2, 3, Matches)];

    private static SqlValue Matches(QueryRun run, SqlValue[] a)
    {
        run.Spend(StepsPerPattern);
        if (!Array.TrueForAll(a, value => value.Kind == SqlKind.Text) || Options(a.Length == 3 ? a[2].Text : "") is not { } options) return default;
        try
        {
            return SqlValue.Of(IsMatch(run, a[0].Text, a[1].Text, options));
        }
        catch (ArgumentException)
        {
            return default;
        }
        catch (RegexMatchTimeoutException)
        {
            throw SqlException.TooComplex(0, 0);
        }
    }

    private static bool IsMatch(QueryRun run, string text, string pattern, RegexOptions options)
    {
        try
        {
            return Regex.IsMatch(text, pattern, options | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            return run.PaidByTime(() => Regex.IsMatch(text, pattern, options, Limit));
        }
    }

    /// <returns>Null for a modifier that is none.</returns>
    private static RegexOptions? Options(string modifiers)
    {
        var options = RegexOptions.CultureInvariant;
        foreach (var modifier in modifiers)
        {
            RegexOptions? option = modifier switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                _ => null,
            };
            if (option is not { } known) return null;
            options |= known;
        }

        return options;
    }
}
