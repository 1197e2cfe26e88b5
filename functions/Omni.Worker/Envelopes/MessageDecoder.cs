using Microsoft.Extensions.DependencyInjection;

namespace Omni.Worker.Envelopes;

/// <summary>One message an invocation.</summary>
internal sealed class MessageDecoder<T>(string binding) : TriggerDecoder<T>(binding)
{
    public override bool HasRetryPolicy => false;

    public override void RequireServices(string function, IServiceProvider services) => MessageConverters.Require<T>(function, services);

    public override T Decode(Envelope envelope, IServiceProvider services)
    {
        var message = new MessageParts(MessageBody.One(envelope.Trigger));
        MessageMetadata.ReadSingle(envelope.Metadata, message);
        return services.GetRequiredService<IServiceBusMessageConverter<T>>().Convert(message.ToMessage());
    }
}
