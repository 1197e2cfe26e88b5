using Omni.LocalAzure.Functions.Invocations;

namespace Omni.LocalAzure.Functions.Http;

/// <summary>Wraps the request into the invocation envelope and unwraps the answer.</summary>
public sealed class EnvelopePassage(Invoker invoker, TimeProvider time) : IHttpPassage
{
    public async Task PassAsync(HttpContext context, HttpCall call)
    {
        var cancellation = context.RequestAborted;
        using var envelope = new Envelope();
        var body = await RequestBody.ReadAsync(context.Request, cancellation);
        HttpEnvelope.Write(envelope, context.Request, call, body, time.GetUtcNow());
        var answer = await invoker.InvokeAsync(call.Function.Name, call.InvocationId, envelope.Bytes, cancellation);
        await HttpAnswer.WriteAsync(context.Response, call.Function.HttpOutput, answer);
    }
}
