using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>An order as it lies on the queue.</summary>
public static class WakeUpMessage
{
    public static BinaryData Write(WakeUp wakeUp) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(wakeUp, WakeUpJson.Default.WakeUp));

    /// <returns>Null when it is none.</returns>
    public static WakeUp? Read(BinaryData body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.ToMemory().Span, WakeUpJson.Default.WakeUp) is { Mailbox: not null } order ? order : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WakeUp))]
internal sealed partial class WakeUpJson : JsonSerializerContext;
