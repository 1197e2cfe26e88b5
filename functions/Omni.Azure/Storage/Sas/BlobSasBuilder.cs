using System.Security.Cryptography;
using System.Text;
using Omni.Azure.Storage.Blobs;

namespace Omni.Azure.Storage.Sas;

/// <summary>An address that lets whoever has it do a little with one blob, or with a container, for a while.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/create-service-sas, …/create-user-delegation-sas</remarks>
public sealed class BlobSasBuilder
{
    public BlobSasBuilder()
    {
    }

    public BlobSasBuilder(BlobSasPermissions permissions, DateTimeOffset expiresOn)
    {
        SetPermissions(permissions);
        ExpiresOn = expiresOn;
    }

    public string BlobContainerName { get; set; } = string.Empty;

    /// <summary>Empty for the whole container.</summary>
    public string BlobName { get; set; } = string.Empty;

    /// <summary><c>b</c> or <c>c</c>.</summary>
    public string Resource => BlobName.Length > 0 ? "b" : "c";

    public DateTimeOffset StartsOn { get; set; }

    public DateTimeOffset ExpiresOn { get; set; }

    public SasProtocol Protocol { get; set; }

    /// <summary>What the answer says instead of what is stored.</summary>
    public string? CacheControl { get; set; }

    /// <inheritdoc cref="CacheControl"/>
    public string? ContentDisposition { get; set; }

    /// <inheritdoc cref="CacheControl"/>
    public string? ContentType { get; set; }

    /// <summary>Letters in the order that the service wants.</summary>
    public string Permissions { get; private set; } = string.Empty;

    public void SetPermissions(BlobSasPermissions permissions) =>
        Permissions = string.Concat(Enum.GetValues<BlobSasPermissions>().Where(permission => permissions.HasFlag(permission)).Select(LetterOf));

    public void SetPermissions(string rawPermissions) => Permissions = rawPermissions;

    /// <returns>The query of the address, escaped.</returns>
    internal string Sign(StorageSharedKey key)
    {
        var signed = string.Join('\n', [.. Head(key.Account), "", "", ProtocolText, BlobClientOptions.ServiceVersion, Resource, "", "", .. Overrides]);
        return Query([], key.Sign(signed));
    }

    /// <inheritdoc cref="Sign(StorageSharedKey)"/>
    internal string Sign(UserDelegationKey key, string account)
    {
        (string Name, string Value)[] ofKey =
        [
            ("skoid", key.SignedObjectId), ("sktid", key.SignedTenantId), ("skt", SasTime.Text(key.SignedStartsOn)), ("ske", SasTime.Text(key.SignedExpiresOn)),
            ("sks", key.SignedService), ("skv", key.SignedVersion),
        ];

        // After the key come three of a delegated user, and, since 2025-07-05, two of his tenant; then who may use it from where.
        var signed = string.Join(
            '\n',
            [.. Head(account), .. ofKey.Select(static field => field.Value), "", "", "", "", "", "", ProtocolText, BlobClientOptions.ServiceVersion, Resource, "", "", .. Overrides]);
        return Query(ofKey, Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(key.Value), Encoding.UTF8.GetBytes(signed))));
    }

    private string[] Head(string account) =>
    [
        Permissions, SasTime.Text(StartsOn), SasTime.Text(ExpiresOn), $"/blob/{account}/{BlobContainerName}{(BlobName.Length > 0 ? "/" : "")}{BlobName}",
    ];

    private string[] Overrides => [CacheControl ?? "", ContentDisposition ?? "", "", "", ContentType ?? ""];

    private string ProtocolText => Protocol switch { SasProtocol.Https => "https", SasProtocol.HttpsAndHttp => "https,http", _ => "" };

    private string Query(IEnumerable<(string Name, string Value)> ofKey, string signature)
    {
        (string Name, string Value)[] fields =
        [
            ("sv", BlobClientOptions.ServiceVersion), ("spr", ProtocolText), ("st", SasTime.Text(StartsOn)), ("se", SasTime.Text(ExpiresOn)), .. ofKey, ("sr", Resource),
            ("sp", Permissions), ("rscc", CacheControl ?? ""), ("rscd", ContentDisposition ?? ""), ("rsct", ContentType ?? ""), ("sig", signature),
        ];
        return string.Join('&', fields.Where(static field => field.Value.Length > 0).Select(static field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
    }

    private static char LetterOf(BlobSasPermissions permission) => permission switch
    {
        BlobSasPermissions.Read => 'r',
        BlobSasPermissions.Add => 'a',
        BlobSasPermissions.Create => 'c',
        BlobSasPermissions.Write => 'w',
        BlobSasPermissions.Delete => 'd',
        _ => throw new ArgumentOutOfRangeException(nameof(permission)),
    };
}

/// <summary>In the order of their letters.</summary>
[Flags]
public enum BlobSasPermissions
{
    Read = 1,
    Add = 2,
    Create = 4,
    Write = 8,
    Delete = 16,
}

public enum SasProtocol
{
    None,
    HttpsAndHttp,
    Https,
}
