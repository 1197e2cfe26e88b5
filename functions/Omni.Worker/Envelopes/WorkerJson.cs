using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Worker.Envelopes;

[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(TimerInfo))]
[JsonSerializable(typeof(RetryContext))]
internal sealed partial class WorkerJson : JsonSerializerContext;
