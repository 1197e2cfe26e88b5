using System.ComponentModel.DataAnnotations;
using Omni.Azure.Communication.Email;

namespace Omni.Functions.Hosting;

/// <summary>Communication Services, to send mail and SMS: <c>Communication</c> alone is a connection string (local), the section names a resource (Azure).</summary>
public sealed class CommunicationOptions : IValidatableObject
{
    public const string SectionName = "Communication";

    public string? ConnectionString { get; set; }

    public string? Endpoint { get; set; }

    [OneOf("managedidentity", ErrorMessage = "Communication__credential has to be managedidentity, or absent.")]
    public string? Credential { get; set; }

    /// <summary>A user-assigned identity; absent for the system-assigned one.</summary>
    public string? ClientId { get; set; }

    public bool IsOn => !string.IsNullOrEmpty(ConnectionString) || !string.IsNullOrEmpty(Endpoint);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Endpoint) && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps))
            yield return new ValidationResult("Communication__endpoint has to be the address of the resource, such as https://name.europe.communication.azure.com.");
        if (string.IsNullOrEmpty(Endpoint) && !string.IsNullOrEmpty(ConnectionString) && !CanConnect(ConnectionString))
            yield return new ValidationResult("Communication has to be a connection string of endpoint=…;accesskey=…, or absent.");
    }

    private static bool CanConnect(string connectionString)
    {
        try
        {
            return new EmailClient(connectionString) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
