using Microsoft.Extensions.DependencyInjection;

namespace Omni.Worker.Envelopes;

/// <summary>Many messages an invocation.</summary>
internal sealed class MessageBatchDecoder<T>(string binding) : TriggerDecoder<T[]>(binding)
{
    public override bool HasRetryPolicy => false;

    public override void RequireServices(string function, IServiceProvider services) => MessageConverters.Require<T>(function, services);

    public override T[] Decode(Envelope envelope, IServiceProvider services)
    {
        var parts = MessageBody.Many(envelope.Trigger);
        MessageMetadata.ReadBatch(envelope.Metadata, parts);
        var converter = services.GetRequiredService<IServiceBusMessageConverter<T>>();
        return Array.ConvertAll(parts, message => converter.Convert(message.ToMessage()));
    }
}
