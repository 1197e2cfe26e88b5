using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>Signs requests; keeps the signature until shortly before it expires, and makes a new one once when it is refused.</summary>
internal sealed class SharedAccessSignaturePolicy(Func<DateTimeOffset, SharedAccessSignature> create, TimeProvider clock)
    : HttpPipelinePolicy
{
    private const int Unauthorized = 401;

    private volatile SharedAccessSignature? _current;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Authorize(message);
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        if (message.Response.Status != Unauthorized) return;

        _current = null;
        Authorize(message);
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Authorize(message);
        ProcessNext(message, pipeline);
        if (message.Response.Status != Unauthorized) return;

        _current = null;
        Authorize(message);
        ProcessNext(message, pipeline);
    }

    private void Authorize(HttpMessage message)
    {
        var now = clock.GetUtcNow();
        var signature = _current;
        if (signature is null || signature.RefreshAt <= now) _current = signature = create(now);
        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, signature.Value);
    }
}
