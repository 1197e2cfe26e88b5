using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Omni.Functions.Hosting;

/// <summary>What the installation decides for itself.</summary>
public sealed class OmniOptions : IValidatableObject
{
    public const string SectionName = "Omni";

    private const int MostMinutes = 1440;

    /// <summary>The address providers call; some of them sign it.</summary>
    [Url(ErrorMessage = "Omni__PublicUrl has to be the address that providers call, such as https://name.azurewebsites.net.")]
    public string? PublicUrl { get; set; }

    /// <summary>ISO country of phone numbers that are written without a country code.</summary>
    public string DefaultRegion { get; set; } = "RU";

    /// <summary>A customer who waits longer is counted and told of; 0 when nothing is promised.</summary>
    public string AnswerWithinMinutes { get; set; } = "30";

    /// <summary>Of settings that are checked; zero when nothing is promised.</summary>
    public TimeSpan Promise => TimeSpan.FromMinutes(int.Parse(AnswerWithinMinutes, CultureInfo.InvariantCulture));

    /// <summary>Secret behind customer ids. Set once: another salt gives the same people other ids.</summary>
    [Required(ErrorMessage = "Omni__IdSalt is missing, or Key Vault did not give it: give a long random text and never change it.")]
    [MinLength(16, ErrorMessage = "Omni__IdSalt is too short: give at least 16 characters and never change them.")]
    public string IdSalt { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!ushort.TryParse(AnswerWithinMinutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes > MostMinutes)
            yield return new ValidationResult("Omni__AnswerWithinMinutes has to be whole minutes up to 1440, such as 30, or 0 to promise nothing.");
        if (DefaultRegion is not ("" or [>= 'A' and <= 'Z', >= 'A' and <= 'Z']))
            yield return new ValidationResult("Omni__DefaultRegion has to be a country of two capital letters, such as RU.");
    }
}
