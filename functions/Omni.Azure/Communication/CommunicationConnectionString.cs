using Azure;

namespace Omni.Azure.Communication;

/// <summary>Where a resource of Communication Services answers, and the key to it.</summary>
/// <remarks>https://learn.microsoft.com/azure/communication-services/quickstarts/create-communication-resource</remarks>
internal sealed record CommunicationConnectionString(Uri Endpoint, AzureKeyCredential Key)
{
    /// <exception cref="FormatException">Endpoint or key are missing, or the key is not base64. The text is never repeated.</exception>
    public static CommunicationConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        string? endpoint = null, key = null;
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Keys end in '=', so only the first one separates.
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new FormatException("The connection string of Communication Services has a part that is not name=value.");
            if (part[..equals].Equals("endpoint", StringComparison.OrdinalIgnoreCase)) endpoint = part[(equals + 1)..];
            if (part[..equals].Equals("accesskey", StringComparison.OrdinalIgnoreCase)) key = part[(equals + 1)..];
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Host.Length == 0)
            throw new FormatException("The connection string of Communication Services has no valid endpoint.");
        return key is { Length: > 0 } && Convert.TryFromBase64String(key, new byte[key.Length], out _)
            ? new CommunicationConnectionString(address, new AzureKeyCredential(key))
            : throw new FormatException("The connection string of Communication Services has no valid accesskey.");
    }
}
