using System.Globalization;
using System.Text.RegularExpressions;

namespace Omni.Worker.Generators;

/// <summary>The part of a route template between two slashes.</summary>
internal sealed class RouteSegment
{
    private static readonly Regex Parameter = new(
        "\\{(?<stars>\\*{0,2})(?<name>[^{}:=?*]+)(?<constraints>(:(\\{\\{|\\}\\}|[^{}=?])+)?)(?<default>=[^{}?]*)?(?<optional>\\?)?\\}",
        RegexOptions.CultureInvariant);

    private readonly string text;
    private readonly string constraints;

    private RouteSegment(string text, IReadOnlyList<Match> parameters)
    {
        this.text = text;
        ParameterNames = [.. parameters.Select(parameter => parameter.Groups["name"].Value)];
        var only = parameters.Count == 1 && parameters[0].Length == text.Length ? parameters[0] : null;
        IsCatchAll = only?.Groups["stars"].Length > 0;
        MayBeAbsent = IsCatchAll || (only is not null && (only.Groups["optional"].Success || only.Groups["default"].Success));
        constraints = only?.Groups["constraints"].Value ?? "";
        Rank = RankOf(parameters.Count, only is not null);
    }

    public IReadOnlyList<string> ParameterNames { get; }

    public bool IsCatchAll { get; }

    public bool MayBeAbsent { get; }

    /// <summary>The order in which ASP.NET Core prefers segments: 0 is a literal.</summary>
    public int Rank { get; }

    private bool IsLiteral => Rank == 0;

    public static RouteSegment Parse(string text) => new(text, [.. Parameter.Matches(text).Cast<Match>()]);

    public bool Meets(RouteSegment other)
    {
        if (IsLiteral && other.IsLiteral)
            return text.Equals(other.text, StringComparison.OrdinalIgnoreCase);
        if (IsLiteral)
            return other.Admits(text);
        if (other.IsLiteral)
            return Admits(other.text);
        return constraints.Length == 0 || other.constraints.Length == 0 || constraints == other.constraints;
    }

    /// <summary>
    /// A constraint that is not known here is taken to admit everything: a false alarm costs a new name, silence a lost route.
    /// </summary>
    private bool Admits(string literal) => constraints.Split(':').All(constraint => constraint switch
    {
        "int" => int.TryParse(literal, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        "long" => long.TryParse(literal, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        "guid" => Guid.TryParse(literal, out _),
        "bool" => bool.TryParse(literal, out _),
        "alpha" => literal.All(letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')),
        _ => true,
    });

    private int RankOf(int parameters, bool isWhole) => (parameters, isWhole, IsCatchAll, constraints) switch
    {
        (0, _, _, _) => 0,
        (_, false, _, _) => 1,
        (_, _, false, not "") => 2,
        (_, _, false, _) => 3,
        (_, _, _, not "") => 4,
        _ => 5,
    };
}
