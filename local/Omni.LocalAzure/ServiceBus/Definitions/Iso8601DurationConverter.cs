using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Omni.LocalAzure.ServiceBus.Definitions;

/// <summary>Durations as Azure writes them: <c>PT5M</c>, <c>P14D</c>.</summary>
internal sealed class Iso8601DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        XmlConvert.ToTimeSpan(reader.GetString() ?? throw new JsonException("A duration is missing."));

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(XmlConvert.ToString(value));
}
