using System.ComponentModel.DataAnnotations;

namespace Omni.Functions.Hosting;

/// <summary>What the installation decides for itself.</summary>
public sealed class OmniOptions : IValidatableObject
{
    public const string SectionName = "Omni";

    /// <summary>The address providers call; some of them sign it.</summary>
    [Url(ErrorMessage = "Omni__PublicUrl has to be the address that providers call, such as https://name.azurewebsites.net.")]
    public string? PublicUrl { get; set; }

    /// <summary>ISO country of phone numbers that are written without a country code.</summary>
    public string DefaultRegion { get; set; } = "RU";

    /// <summary>Secret behind customer ids. Set once: another salt gives the same people other ids.</summary>
    [Required(ErrorMessage = "Omni__IdSalt is missing: give a long random text and never change it.")]
    [MinLength(16, ErrorMessage = "Omni__IdSalt is too short: give at least 16 characters and never change them.")]
    public string IdSalt { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DefaultRegion is not ("" or [>= 'A' and <= 'Z', >= 'A' and <= 'Z']))
            yield return new ValidationResult("Omni__DefaultRegion has to be a country of two capital letters, such as RU.");
    }
}
