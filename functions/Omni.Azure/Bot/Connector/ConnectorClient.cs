using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Omni.Azure.Bot.Schema;

namespace Omni.Azure.Bot.Connector;

/// <summary>Writes into conversations of one service address. Thread-safe.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference</remarks>
public class ConnectorClient
{
    private readonly HttpPipeline _pipeline = null!; // Set but in mocks, which override every use.
    private readonly string _base = "";

    protected ConnectorClient()
    {
    }

    /// <param name="baseUri">The address out of a proven activity, and no other: it gets our token.</param>
    /// <param name="credential">Whose tokens are for the connector.</param>
    /// <param name="options">Usual ones where it is absent.</param>
    public ConnectorClient(Uri baseUri, TokenCredential credential, ConnectorClientOptions? options = null)
        : this(baseUri, (options ?? new ConnectorClientOptions()).BuildPipeline(credential))
    {
    }

    internal ConnectorClient(Uri baseUri, HttpPipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        (_base, _pipeline) = (baseUri.AbsoluteUri.TrimEnd('/'), pipeline);
    }

    /// <summary>Answers an activity.</summary>
    /// <exception cref="RequestFailedException">The channel did not take it, or could not be reached (status 0).</exception>
    public virtual Task<ResourceResponse> ReplyToActivityAsync(string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) =>
        PostAsync($"/v3/conversations/{Uri.EscapeDataString(conversationId)}/activities/{Uri.EscapeDataString(activityId)}", activity, cancellationToken);

    /// <summary>Writes without answering anything.</summary>
    /// <exception cref="RequestFailedException">The channel did not take it, or could not be reached (status 0).</exception>
    public virtual Task<ResourceResponse> SendToConversationAsync(string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        PostAsync($"/v3/conversations/{Uri.EscapeDataString(conversationId)}/activities", activity, cancellationToken);

    private async Task<ResourceResponse> PostAsync(string path, Activity activity, CancellationToken cancellation)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(new Uri(_base + path));
        message.Request.Headers.SetValue(HttpHeader.Names.ContentType, "application/json; charset=utf-8");
        message.Request.Headers.SetValue(HttpHeader.Names.Accept, "application/json");
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(activity, BotJson.Wire.Activity));
        await _pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
        return message.Response.Status is 200 or 201 or 202 ? Read(message.Response) : throw new RequestFailedException(message.Response, null, ConnectorErrors.Parser);
    }

    /// <summary>The body may be missing, and so may the id.</summary>
    private static ResourceResponse Read(Response response)
    {
        try
        {
            return response.Content.ToMemory().IsEmpty
                ? new ResourceResponse()
                : JsonSerializer.Deserialize(response.Content.ToMemory().Span, BotJson.Default.ResourceResponse) ?? new ResourceResponse();
        }
        catch (JsonException)
        {
            return new ResourceResponse();
        }
    }
}
