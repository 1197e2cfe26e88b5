using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Operations.Tests.Redrive;

/// <summary>Stands in the way of the client's requests.</summary>
internal sealed class RequestsOf(Action<Request> before, Func<Request, Task>? after = null) : HttpPipelinePolicy
{
    public static string BodyOf(Request request)
    {
        if (request.Content is null) return "";
        using var body = new MemoryStream();
        request.Content.WriteTo(body, CancellationToken.None);
        return Encoding.UTF8.GetString(body.ToArray());
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        before(message.Request);
        await ProcessNextAsync(message, pipeline);
        if (after is not null) await after(message.Request);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
}
