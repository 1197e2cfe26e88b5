using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>The document form of a contact: camelCase, enums as lower-case words, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    MaxDepth = DeepestDocument)]
[JsonSerializable(typeof(Contact))]
[JsonSerializable(typeof(string))]
public sealed partial class ContactJson : JsonSerializerContext
{
    /// <summary>Levels that everything of our own is read with: far more than the deepest body that is accepted, wrapped.</summary>
    public const int DeepestDocument = 256;
}
