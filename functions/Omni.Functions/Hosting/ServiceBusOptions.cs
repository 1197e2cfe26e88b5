using System.ComponentModel.DataAnnotations;

namespace Omni.Functions.Hosting;

/// <summary>The bus: <c>ServiceBus</c> alone is a connection string (local), the section names a namespace (Azure). The same prefix serves the triggers.</summary>
public sealed class ServiceBusOptions : IValidatableObject
{
    public const string SectionName = "ServiceBus";

    public string? ConnectionString { get; set; }

    public string? FullyQualifiedNamespace { get; set; }

    [RegularExpression("(?i)managedidentity", ErrorMessage = "ServiceBus__credential has to be managedidentity, or absent.")]
    public string? Credential { get; set; }

    /// <summary>A user-assigned identity; absent for the system-assigned one.</summary>
    public string? ClientId { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(ConnectionString) && string.IsNullOrEmpty(FullyQualifiedNamespace))
            yield return new ValidationResult(
                "Give ServiceBus (a connection string, local) or ServiceBus__fullyQualifiedNamespace, such as name.servicebus.windows.net.");
        else if (string.IsNullOrEmpty(FullyQualifiedNamespace) && ConnectionString?.Contains("Endpoint=", StringComparison.OrdinalIgnoreCase) != true)
            yield return new ValidationResult("ServiceBus has to be a connection string that begins with Endpoint=sb://.");
    }
}
