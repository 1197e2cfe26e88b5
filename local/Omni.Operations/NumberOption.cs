using System.CommandLine;
using System.Globalization;

namespace Omni.Operations;

/// <summary>An option that takes a number within bounds and says so when it is given another.</summary>
internal static class NumberOption
{
    public static Option<double?> Create(string name, string description, double least, double most, double? usual = null)
    {
        var option = new Option<double?>(name) { Description = description };
        if (usual is not null) option.DefaultValueFactory = _ => usual;
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !IsWithin(token.Value, least, most)))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is a number from {least:#,0.##} to {most:#,0.##}."));
        });
        return option;
    }

    private static bool IsWithin(string text, double least, double most) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;
}
