using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Media;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Attachment[]))]
[JsonSerializable(typeof(FileLink))]
internal sealed partial class MediaJson : JsonSerializerContext;
