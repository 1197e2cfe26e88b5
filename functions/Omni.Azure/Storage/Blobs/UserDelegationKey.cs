using System.Globalization;
using System.Xml.Linq;

namespace Omni.Azure.Storage.Blobs;

/// <summary>A key of the service for an identity of Entra, to sign addresses with instead of the account's key. A secret.</summary>
public sealed class UserDelegationKey
{
    public required string SignedObjectId { get; init; }

    public required string SignedTenantId { get; init; }

    public required DateTimeOffset SignedStartsOn { get; init; }

    public required DateTimeOffset SignedExpiresOn { get; init; }

    public required string SignedService { get; init; }

    public required string SignedVersion { get; init; }

    /// <summary>Base 64.</summary>
    public required string Value { get; init; }

    /// <exception cref="FormatException">It is no answer of the service.</exception>
    internal static UserDelegationKey Parse(string xml)
    {
        var root = XDocument.Parse(xml).Root;
        return new()
        {
            SignedObjectId = Text("SignedOid"),
            SignedTenantId = Text("SignedTid"),
            SignedStartsOn = Time("SignedStart"),
            SignedExpiresOn = Time("SignedExpiry"),
            SignedService = Text("SignedService"),
            SignedVersion = Text("SignedVersion"),
            Value = Text("Value"),
        };

        string Text(string name) => root?.Element(name)?.Value ?? throw new FormatException($"The user delegation key has no {name}.");

        DateTimeOffset Time(string name) => DateTimeOffset.Parse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }
}
