using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Omni.Operations.Costs;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true)]
[JsonSerializable(typeof(Measured))]
[JsonSerializable(typeof(PriceList))]
[JsonSerializable(typeof(CostReport))]
internal sealed partial class CostJson : JsonSerializerContext
{
    public static T Read<T>(string file, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(file), type) ?? throw new JsonException($"{file} is empty.");
}
