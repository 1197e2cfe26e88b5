using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Omni.Azure.Storage.Blobs;
using Omni.Functions.Stores;

namespace Omni.Functions.Hosting;

/// <summary>Storage for what is too large for a message: <c>Attachments</c> alone is a connection string (local), the section names an account (Azure).</summary>
public sealed class AttachmentsOptions : IValidatableObject
{
    public const string SectionName = "Attachments";

    private const int MostMegabytes = 2000;

    public string? ConnectionString { get; set; }

    [Url(ErrorMessage = "Attachments__blobServiceUri has to be an address, such as https://name.blob.core.windows.net/.")]
    public string? BlobServiceUri { get; set; }

    [OneOf("managedidentity", ErrorMessage = "Attachments__credential has to be managedidentity, or absent.")]
    public string? Credential { get; set; }

    /// <summary>A user-assigned identity; absent for the system-assigned one.</summary>
    public string? ClientId { get; set; }

    /// <summary>A file of a contact that is larger is not fetched.</summary>
    public string MaxMegabytes { get; set; } = "50";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!ushort.TryParse(MaxMegabytes, NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes) || megabytes is 0 or > MostMegabytes)
            yield return new ValidationResult("Attachments__MaxMegabytes has to be whole megabytes from 1 to 2000, such as 50.");
        if (string.IsNullOrEmpty(ConnectionString) && string.IsNullOrEmpty(BlobServiceUri))
            yield return new ValidationResult(
                "Give Attachments (a connection string, local) or Attachments__blobServiceUri, such as https://name.blob.core.windows.net/.");
        else if (string.IsNullOrEmpty(BlobServiceUri) && !CanConnect(ConnectionString!))
            yield return new ValidationResult(
                "Attachments has to be a storage connection string with AccountName and AccountKey (base 64), or UseDevelopmentStorage=true.");
    }

    /// <summary>Making a client reads all of it and connects to nothing.</summary>
    private static bool CanConnect(string connectionString)
    {
        try
        {
            return new BlobContainerClient(connectionString, BlobClaimedContacts.ContainerName) is not null;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            return false;
        }
    }
}
