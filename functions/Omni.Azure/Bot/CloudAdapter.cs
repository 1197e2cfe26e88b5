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

    /// <returns>What the HTTP response has to say; null when its status alone does.</returns>
    /// <param name="authHeader">Of the request.</param>
    /// <param name="activity">Its body.</param>
    /// <param name="callback">The bot's turn.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnauthorizedAccessException">Nobody is proven, or not for this activity.</exception>
    /// <exception cref="IdentityKeysUnavailableException">Nobody can be proven now.</exception>
    public async Task<InvokeResponse?> ProcessActivityAsync(string? authHeader, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (await _authentication.AuthenticateChannelRequestAsync(authHeader, cancellationToken).ConfigureAwait(false) is not { } proof || !proof.Covers(activity))
            throw new UnauthorizedAccessException("The request does not come from the Bot Connector, or not with this activity.");
        return await ProcessActivityAsync(activity, callback, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same for an activity that is proven already.</summary>
    public async Task<InvokeResponse?> ProcessActivityAsync(Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(callback);
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
