using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.Functions.Customers.Likeness;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers;

/// <summary>The document form of customers and links: camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Profile))]
[JsonSerializable(typeof(IdentityLink))]
[JsonSerializable(typeof(CustomerView))]
[JsonSerializable(typeof(CustomerList))]
[JsonSerializable(typeof(CustomerLinks))]
[JsonSerializable(typeof(CustomerPair))]
[JsonSerializable(typeof(KnownPerson))]
public sealed partial class CustomerJson : JsonSerializerContext
{
    /// <summary>For answers: letters and plus signs as themselves, which JSON allows and people prefer to read.</summary>
    public static CustomerJson Answers { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
