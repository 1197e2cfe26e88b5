namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>The parts of a connection string.</summary>
public sealed class ServiceBusConnectionStringProperties
{
    private ServiceBusConnectionStringProperties(Uri endpoint) => Endpoint = endpoint;

    public Uri Endpoint { get; }

    public string FullyQualifiedNamespace => Endpoint.Host;

    public string? EntityPath { get; private init; }

    public string? SharedAccessKeyName { get; private init; }

    public string? SharedAccessKey { get; private init; }

    public string? SharedAccessSignature { get; private init; }

    /// <summary>The local emulator speaks plain HTTP on the port of <see cref="Endpoint"/>.</summary>
    internal bool UseDevelopmentEmulator { get; private init; }

    /// <exception cref="FormatException">No usable endpoint, or neither a key nor a signature. The text is never repeated.</exception>
    public static ServiceBusConnectionStringProperties Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var parts = Split(connectionString);
        if (!Uri.TryCreate(parts.GetValueOrDefault("Endpoint"), UriKind.Absolute, out var endpoint) || endpoint.Host.Length == 0)
            throw new FormatException("The Service Bus connection string has no valid Endpoint.");

        var properties = new ServiceBusConnectionStringProperties(endpoint)
        {
            EntityPath = parts.GetValueOrDefault("EntityPath"),
            SharedAccessKeyName = parts.GetValueOrDefault("SharedAccessKeyName"),
            SharedAccessKey = parts.GetValueOrDefault("SharedAccessKey"),
            SharedAccessSignature = parts.GetValueOrDefault("SharedAccessSignature"),
            UseDevelopmentEmulator = bool.TryParse(parts.GetValueOrDefault("UseDevelopmentEmulator"), out var emulator) && emulator,
        };
        if (properties.SharedAccessSignature is null && (properties.SharedAccessKey is null || properties.SharedAccessKeyName is null))
            throw new FormatException("The Service Bus connection string needs SharedAccessKeyName and SharedAccessKey, or SharedAccessSignature.");
        return properties;
    }

    private static Dictionary<string, string> Split(string connectionString)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Keys end in '=', so only the first one separates.
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new FormatException("The Service Bus connection string has a part that is not name=value.");
            if (part[(equals + 1)..].Trim() is { Length: > 0 } value) parts[part[..equals].Trim()] = value;
        }

        return parts;
    }
}
