using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Omni.Azure.Bot.Authentication;
using Omni.Azure.Bot.Connector;
using Omni.Azure.Bot.Schema;

namespace Omni.Azure.Bot;

/// <summary>Between the Bot Connector and a bot: proves what comes, and sends what goes. Thread-safe.</summary>
public class CloudAdapter
{
    private readonly BotFrameworkAuthentication _authentication;
    private readonly HttpPipeline _pipeline;
    private readonly ConcurrentDictionary<string, ConnectorClient> _connectors = new(StringComparer.Ordinal);

    /// <summary>A bot has a handful of service addresses; more are made up, and are not kept.</summary>
    private const int MostConnectors = 100;

    /// <param name="authentication">Proves what comes.</param>
    /// <param name="credential">Whose tokens the connector takes.</param>
    /// <param name="options">Of sending; usual ones where it is absent.</param>
    public CloudAdapter(BotFrameworkAuthentication authentication, TokenCredential credential, ConnectorClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(authentication);
        (_authentication, _pipeline) = (authentication, (options ?? new ConnectorClientOptions()).BuildPipeline(credential));
    }

    /// <returns>What is proven; null when nobody is.</returns>
    /// <param name="authHeader">Of the request, of which nothing else need be read yet.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IdentityKeysUnavailableException">Nobody can be proven now.</exception>
    public Task<ChannelProof?> AuthenticateAsync(string? authHeader, CancellationToken cancellationToken) =>
        _authentication.AuthenticateChannelRequestAsync(authHeader, cancellationToken);

    /// <returns>What the HTTP response has to say; null when its status alone does.</returns>
    /// <param name="proof">Of the request.</param>
    /// <param name="activity">Its body.</param>
    /// <param name="callback">The bot's turn.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnauthorizedAccessException">The proof is not for this activity.</exception>
    public async Task<InvokeResponse?> ProcessActivityAsync(ChannelProof proof, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(callback);
        if (!proof.Covers(activity))
            throw new UnauthorizedAccessException("The token is for another service address, or for other channels.");
        var turn = new TurnContext(this, activity);
        await callback(turn, cancellationToken).ConfigureAwait(false);
        if (activity.DeliveryMode == DeliveryModes.ExpectReplies)
            return new InvokeResponse { Status = 200, Body = JsonSerializer.SerializeToElement(new ExpectedReplies { Activities = turn.Buffered }, BotJson.Wire.ExpectedReplies) };
        return turn.TurnState.TryGetValue(ActivityHandler.InvokeResponseKey, out var response) ? response as InvokeResponse : null;
    }

    /// <summary>Goes on with a conversation that an earlier activity began.</summary>
    /// <param name="botAppId">The bot's, by which the connector knows whose conversation it is.</param>
    /// <param name="reference">Of an activity that was proven.</param>
    /// <param name="callback">What to say.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task ContinueConversationAsync(string botAppId, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(botAppId);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(callback);
        return callback(new TurnContext(this, reference.GetContinuationActivity()), cancellationToken);
    }

    internal Task<ResourceResponse> SendAsync(TurnContext turn, Activity activity, CancellationToken cancellation)
    {
        if (turn.Activity.DeliveryMode == DeliveryModes.ExpectReplies)
        {
            turn.Buffered.Add(activity);
            return Task.FromResult(new ResourceResponse());
        }

        var conversation = activity.Conversation?.Id ?? throw new ArgumentException("An activity goes into a conversation.", nameof(activity));
        var connector = ConnectorAt(activity.ServiceUrl ?? throw new ArgumentException("An activity goes to a service address.", nameof(activity)));
        return activity.ReplyToId is { Length: > 0 } answered
            ? connector.ReplyToActivityAsync(conversation, answered, activity, cancellation)
            : connector.SendToConversationAsync(conversation, activity, cancellation);
    }

    private ConnectorClient ConnectorAt(string serviceUrl) =>
        _connectors.Count < MostConnectors ? _connectors.GetOrAdd(serviceUrl, New) : _connectors.GetValueOrDefault(serviceUrl) ?? New(serviceUrl);

    private ConnectorClient New(string serviceUrl) => new(new Uri(serviceUrl), _pipeline);
}
