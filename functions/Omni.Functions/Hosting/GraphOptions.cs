using System.ComponentModel.DataAnnotations;

namespace Omni.Functions.Hosting;

/// <summary>How mailboxes are read: as the app's identity, as an application of the tenant, or, on a developer's machine, with a token of the local stand-in.</summary>
public sealed class GraphOptions : IValidatableObject
{
    public const string SectionName = "Graph";

    [Url(ErrorMessage = "Graph__endpoint has to be an address, such as https://graph.microsoft.com/v1.0.")]
    public string Endpoint { get; set; } = "https://graph.microsoft.com/v1.0";

    [OneOf("managedidentity", ErrorMessage = "Graph__credential has to be managedidentity, or absent.")]
    public string? Credential { get; set; }

    /// <summary>Of a user-assigned identity, or of the application.</summary>
    public string? ClientId { get; set; }

    public string? TenantId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>On a developer's machine only.</summary>
    public string? AccessToken { get; set; }

    /// <summary><c>true</c>: mailboxes tell of new mail at once, to the address in <c>Omni__PublicUrl</c>. They are read each minute all the same.</summary>
    [OneOf("true", "false", ErrorMessage = "Graph__push has to be true or false.")]
    public string? Push { get; set; }

    public bool WantsPush => "true".Equals(Push, StringComparison.OrdinalIgnoreCase);

    public bool IsOn => !string.IsNullOrEmpty(Credential) || IsApplication || !string.IsNullOrEmpty(AccessToken);

    public bool IsApplication => !string.IsNullOrEmpty(TenantId) && !string.IsNullOrEmpty(ClientId) && !string.IsNullOrEmpty(ClientSecret);

    private bool IsLocal => Uri.TryCreate(Endpoint, UriKind.Absolute, out var endpoint) && endpoint.IsLoopback;

    /// <summary>Whether notices can come to this address, or none are wanted. The local stand-in calls this machine, the service nothing but https.</summary>
    public bool MayPushTo(string? publicUrl) =>
        !WantsPush || (Uri.TryCreate(publicUrl, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (IsLocal && address.IsLoopback)));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(AccessToken) && !IsLocal)
            yield return new ValidationResult("Graph__accessToken is for the local stand-in alone: leave it out, or let Graph__endpoint be an address of this machine.");
        if (!IsLocal && Uri.TryCreate(Endpoint, UriKind.Absolute, out var endpoint) && endpoint.Scheme != Uri.UriSchemeHttps)
            yield return new ValidationResult("Graph__endpoint has to begin with https.");
    }
}
