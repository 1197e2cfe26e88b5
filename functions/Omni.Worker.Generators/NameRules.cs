using System.Text.RegularExpressions;

namespace Omni.Worker.Generators;

/// <summary>A function's name is a folder, and the address of its invocations.</summary>
internal static class NameRules
{
    private static readonly Regex Valid = new("^[A-Za-z][A-Za-z0-9_-]{0,127}\\z", RegexOptions.CultureInvariant);

    public static bool IsValid(string name) => Valid.IsMatch(name) && !name.Equals("host", StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<Finding> Duplicates(IEnumerable<FunctionModel> functions) =>
        functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(sameName => sameName.Skip(1))
            .Select(function => Finding.At(Findings.DuplicateName, function.Spot, function.Name));
}
