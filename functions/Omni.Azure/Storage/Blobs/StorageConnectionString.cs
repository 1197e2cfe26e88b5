namespace Omni.Azure.Storage.Blobs;

/// <summary>Where the blobs of an account are, and the key to them.</summary>
internal sealed record StorageConnectionString(Uri BlobEndpoint, StorageSharedKey Key)
{
    // A public constant: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
    private const string DevelopmentStorage =
        "AccountName=devstoreaccount1;BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">Account, key or endpoint are missing. The text is never repeated.</exception>
    public static StorageConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var parts = Split(connectionString);
        if (bool.TryParse(parts.GetValueOrDefault("UseDevelopmentStorage"), out var development) && development) parts = Split(DevelopmentStorage);
        if (!parts.TryGetValue("AccountName", out var account) || !parts.TryGetValue("AccountKey", out var key))
            throw new FormatException("The storage connection string needs AccountName and AccountKey, or UseDevelopmentStorage=true.");

        var endpoint = parts.GetValueOrDefault("BlobEndpoint")
            ?? $"{parts.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{account}.blob.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? new StorageConnectionString(uri, new StorageSharedKey(account, key))
            : throw new FormatException("The storage connection string has no valid BlobEndpoint.");
    }

    public Uri AddressOf(string container) => new($"{BlobEndpoint.AbsoluteUri.TrimEnd('/')}/{container}");

    private static Dictionary<string, string> Split(string connectionString)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Keys end in '=', so only the first one separates.
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new FormatException("The storage connection string has a part that is not name=value.");
            if (part[(equals + 1)..] is { Length: > 0 } value) parts[part[..equals]] = value;
        }

        return parts;
    }
}
