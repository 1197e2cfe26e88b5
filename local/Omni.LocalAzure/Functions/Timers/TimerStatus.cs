using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.LocalAzure.Functions.Timers;

/// <summary>What is remembered of a timer.</summary>
/// <param name="Last">The run before; <c>default</c> when it never ran.</param>
/// <param name="Next">The run that is due.</param>
/// <param name="LastUpdated">When this was written.</param>
public sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated)
{
    public string ToJson() => JsonSerializer.Serialize(this, TimerStatusJson.Default.TimerStatus);

    public static TimerStatus? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize(json, TimerStatusJson.Default.TimerStatus);
}

[JsonSerializable(typeof(TimerStatus))]
internal sealed partial class TimerStatusJson : JsonSerializerContext;
