using System.ComponentModel.DataAnnotations;

namespace Omni.Functions.Hosting;

/// <summary>Where customers are stored. The same prefix serves the Cosmos triggers.</summary>
public sealed class CosmosOptions : IValidatableObject
{
    public const string SectionName = "Cosmos";

    [Required(ErrorMessage = "Cosmos__accountEndpoint is missing: give the address of the account, such as https://name.documents.azure.com/.")]
    [Url(ErrorMessage = "Cosmos__accountEndpoint has to be an address, such as https://name.documents.azure.com/.")]
    public string AccountEndpoint { get; set; } = "";

    /// <summary>On a developer's machine only; in Azure the app's identity opens the account.</summary>
    [Base64String(ErrorMessage = "Cosmos__accountKey has to be the account's key, in base 64.")]
    public string? AccountKey { get; set; }

    [OneOf("managedidentity", ErrorMessage = "Cosmos__credential has to be managedidentity, or absent when there is a key.")]
    public string? Credential { get; set; }

    /// <summary>A user-assigned identity; absent for the system-assigned one.</summary>
    public string? ClientId { get; set; }

    [Required(ErrorMessage = "Cosmos__database is empty: give the name of the database, usually omni.")]
    public string Database { get; set; } = "omni";

    /// <summary>Direct by default in Azure, Gateway for plain http.</summary>
    [OneOf("Direct", "Gateway", ErrorMessage = "Cosmos__connectionMode has to be Direct or Gateway.")]
    public string? ConnectionMode { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(AccountKey) && string.IsNullOrEmpty(Credential))
            yield return new ValidationResult("Give Cosmos__accountKey (local) or Cosmos__credential=managedidentity (Azure).");
    }
}
