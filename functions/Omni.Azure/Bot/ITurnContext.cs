using Omni.Azure.Bot.Schema;

namespace Omni.Azure.Bot;

/// <summary>One activity that came, and the way to answer it.</summary>
public interface ITurnContext
{
    CloudAdapter Adapter { get; }

    /// <summary>What handlers share during the turn.</summary>
    IDictionary<string, object> TurnState { get; }

    Activity Activity { get; }

    /// <summary>Whether something was sent.</summary>
    bool Responded { get; }

    /// <exception cref="global::Azure.RequestFailedException">The channel did not take it.</exception>
    Task<ResourceResponse> SendActivityAsync(string textReplyToSend, string? speak = null, string inputHint = InputHints.AcceptingInput, CancellationToken cancellationToken = default);

    /// <exception cref="global::Azure.RequestFailedException">The channel did not take it.</exception>
    Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default);

    /// <summary>One after the other.</summary>
    /// <exception cref="global::Azure.RequestFailedException">The channel did not take one of them.</exception>
    Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default);
}

public interface ITurnContext<out T> : ITurnContext
    where T : IActivity
{
    new T Activity { get; }
}

public interface IBot
{
    Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default);
}

/// <summary>What an adapter calls for each activity.</summary>
public delegate Task BotCallbackHandler(ITurnContext turnContext, CancellationToken cancellationToken);
