using System.ComponentModel.DataAnnotations;
using Omni.Azure.Messaging.ServiceBus;

namespace Omni.Functions.Hosting;

/// <summary>The bus: <c>ServiceBus</c> alone is a connection string (local), the section names a namespace (Azure). The same prefix serves the triggers.</summary>
public sealed class ServiceBusOptions : IValidatableObject
{
    public const string SectionName = "ServiceBus";

    public string? ConnectionString { get; set; }

    public string? FullyQualifiedNamespace { get; set; }

    [OneOf("managedidentity", ErrorMessage = "ServiceBus__credential has to be managedidentity, or absent.")]
    public string? Credential { get; set; }

    /// <summary>A user-assigned identity; absent for the system-assigned one.</summary>
    public string? ClientId { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(ConnectionString) && string.IsNullOrEmpty(FullyQualifiedNamespace))
            yield return new ValidationResult(
                "Give ServiceBus (a connection string, local) or ServiceBus__fullyQualifiedNamespace, such as name.servicebus.windows.net.");
        else if (string.IsNullOrEmpty(FullyQualifiedNamespace) && !CanConnect(ConnectionString!))
            yield return new ValidationResult(
                "ServiceBus has to be a connection string that begins with Endpoint=sb:// and holds SharedAccessKeyName and SharedAccessKey, or SharedAccessSignature.");
        else if (!string.IsNullOrEmpty(FullyQualifiedNamespace) && Uri.CheckHostName(FullyQualifiedNamespace) == UriHostNameType.Unknown)
            yield return new ValidationResult(
                "ServiceBus__fullyQualifiedNamespace has to be a host name alone, such as name.servicebus.windows.net.");
    }

    private static bool CanConnect(string connectionString)
    {
        try
        {
            return ServiceBusConnectionStringProperties.Parse(connectionString).Endpoint.Scheme == "sb";
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            return false;
        }
    }
}
