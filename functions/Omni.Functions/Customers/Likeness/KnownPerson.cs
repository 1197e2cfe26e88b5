using System.Text.Json.Serialization;

namespace Omni.Functions.Customers.Likeness;

/// <summary>How a customer is found by whoever may be the same person.</summary>
/// <param name="Id">The customer's id.</param>
/// <param name="Keys">See <see cref="PersonKeys"/>: they tell nothing about the person.</param>
/// <param name="Compared">
/// The mark of all that was known of the person when everybody like them was looked for and suggested; null until that is done once.
/// </param>
public sealed record KnownPerson(string Id, IReadOnlyList<string> Keys, string? Compared)
{
    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }
}
