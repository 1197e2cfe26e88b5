using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>Requests to one queue, topic, subscription or sub-queue.</summary>
internal sealed class EntityConnection(Uri endpoint, string entityPath, HttpPipeline pipeline)
{
    private readonly Uri _messages = new(endpoint, $"{entityPath}/messages");

    public string EntityPath => entityPath;

    public Uri Host => endpoint;

    public HttpMessage CreateMessage(RequestMethod method) => CreateMessage(method, _messages);

    public HttpMessage CreateMessage(RequestMethod method, Uri address)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        return message;
    }

    /// <summary>The address below <c>/messages</c>: the head of the entity, or a lock.</summary>
    public Uri AddressOf(string suffix) => new($"{_messages.AbsoluteUri}/{suffix}");

    /// <returns>The successful answer; every failure is thrown.</returns>
    public async ValueTask<Response> SendAsync(HttpMessage message, bool settles, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && ReasonOf(failure) is { } reason)
        {
            throw new ServiceBusException($"{entityPath} could not be reached ({reason}).", reason, entityPath, failure);
        }

        if (message.Response.IsError) throw ServiceFailure.From(message.Response, entityPath, settles);
        return message.Response;
    }

    // The retry policy throws one failure as it is, several as an aggregate.
    private static ServiceBusFailureReason? ReasonOf(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [.., var last] } => ReasonOf(last),
        OperationCanceledException => ServiceBusFailureReason.ServiceTimeout,
        RequestFailedException { Status: 0 } or HttpRequestException or IOException or SocketException =>
            ServiceBusFailureReason.ServiceCommunicationProblem,
        _ => null,
    };
}
