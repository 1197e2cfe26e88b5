using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>Whose an identity was for a time.</summary>
public sealed record PastOwner(
    string CustomerId,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? Since,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? Until,
    string Evidence,
    LinkRule Rule)
{
    /// <summary>As <see cref="IdentityLink.Formerly"/>, of that time.</summary>
    public IReadOnlyList<FormerCustomer> Formerly { get; init; } = [];
}
