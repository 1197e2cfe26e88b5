using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>Whose identity it is. Created, never blindly overwritten: whoever creates it first decides.</summary>
public sealed record IdentityLink
{
    private const int LongestId = 255;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:+@._-");

    public string Id => IdOf(Kind, Value);

    public required string Kind { get; init; }

    public required string Value { get; init; }

    public required string CustomerId { get; init; }

    /// <summary>
    /// Where it led before, once for each time its customer was absorbed: of keyed hashes the smallest survives, so that is about the
    /// logarithm of the merges.
    /// </summary>
    public IReadOnlyList<FormerCustomer> Formerly { get; init; } = [];

    public required Trust Trust { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public required DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>The contact that brought the identity to this customer.</summary>
    public required string Evidence { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    [JsonIgnore]
    public string Key => $"{Kind}:{Value}";

    public static IdentityLink To(string customerId, Identity identity, Contact evidence) => new()
    {
        Kind = identity.Kind,
        Value = identity.Value,
        CustomerId = customerId,
        Trust = identity.Trust,
        FirstSeenAt = evidence.OccurredAt,
        Evidence = evidence.Id,
    };

    /// <summary>
    /// <c>kind:value</c> with everything unusual as <c>~hh</c>: Cosmos ids take no <c>/ \ ? #</c>, and a percent sign does not survive
    /// its way through addresses. What would be too long is hashed.
    /// </summary>
    public static string IdOf(string kind, string value)
    {
        var key = $"{kind}:{value}";
        var escaped = key.AsSpan().ContainsAnyExcept(Plain) ? Escape(key) : key;
        return escaped.Length <= LongestId
            ? escaped
            : $"{Escape(kind)[..Math.Min(kind.Length, 40)]}:~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (Plain.Contains((char)unit))
                escaped.Append((char)unit);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"~{unit:x2}");
        }

        return escaped.ToString();
    }
}
