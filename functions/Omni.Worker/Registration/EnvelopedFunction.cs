using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omni.Worker.Envelopes;

namespace Omni.Worker.Registration;

/// <summary>A function the host posts an envelope to, at the address of the function's name.</summary>
internal sealed class EnvelopedFunction<T>(string name, TriggerDecoder<T> decoder, Func<T, FunctionContext, Task> invoke)
    : RegisteredFunction(name)
{
    // Never empty: the host waits for the rest of an empty success until its function timeout, then kills the whole process.
    private static readonly ReadOnlyMemory<byte> NoOutputs = "{}"u8.ToArray();

    internal override string ProblemContentType => "application/json";

    internal override IEndpointConventionBuilder Map(IEndpointRouteBuilder routes, string routePrefix)
    {
        decoder.RequireServices(Definition.Name, routes.ServiceProvider);
        return routes.MapPost($"/{Definition.Name}", InvokeAsync);
    }

    internal override async Task InvokeAsync(HttpContext http, FunctionContext context)
    {
        await invoke(await DecodeAsync(http.Request, context), context);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = NoOutputs.Length;
        await http.Response.Body.WriteAsync(NoOutputs, context.CancellationToken);
    }

    private async Task<T> DecodeAsync(HttpRequest request, FunctionContext context)
    {
        using var body = await PooledBody.ReadAsync(request, context.CancellationToken);
        try
        {
            var envelope = Envelope.Read(body.Utf8, decoder.Binding.Span);
            context.RetryContext = decoder.HasRetryPolicy ? envelope.Retry() : null;
            return decoder.Decode(envelope, context.InstanceServices);
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException)
        {
            throw new BadHttpRequestException(
                "The envelope of the invocation cannot be read.", StatusCodes.Status400BadRequest, unreadable);
        }
    }
}
