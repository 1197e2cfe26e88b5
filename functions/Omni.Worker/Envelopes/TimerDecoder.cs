using System.Text.Json;

namespace Omni.Worker.Envelopes;

internal sealed class TimerDecoder(string binding) : TriggerDecoder<TimerInfo>(binding)
{
    public override TimerInfo Decode(Envelope envelope, IServiceProvider services) =>
        JsonSerializer.Deserialize(envelope.Trigger, WorkerJson.Default.TimerInfo) ?? new TimerInfo();
}
