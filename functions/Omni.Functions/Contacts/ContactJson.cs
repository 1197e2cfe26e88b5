using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>The document form of a contact: camelCase, enums as lower-case words, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Contact))]
public sealed partial class ContactJson : JsonSerializerContext;
