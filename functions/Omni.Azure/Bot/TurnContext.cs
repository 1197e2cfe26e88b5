using Omni.Azure.Bot.Schema;

namespace Omni.Azure.Bot;

/// <inheritdoc cref="ITurnContext"/>
public class TurnContext(CloudAdapter adapter, Activity activity) : ITurnContext
{
    public CloudAdapter Adapter => adapter;

    public IDictionary<string, object> TurnState { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public Activity Activity => activity;

    public bool Responded { get; private set; }

    /// <summary>What goes back in the HTTP response, for whoever waits for it.</summary>
    internal List<Activity> Buffered { get; } = [];

    public Task<ResourceResponse> SendActivityAsync(
        string textReplyToSend, string? speak = null, string inputHint = InputHints.AcceptingInput, CancellationToken cancellationToken = default) =>
        SendActivityAsync(MessageFactory.Text(textReplyToSend, speak, inputHint), cancellationToken);

    public async Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default) =>
        (await SendActivitiesAsync([activity], cancellationToken).ConfigureAwait(false))[0];

    public async Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activities);
        var reference = Activity.RelatesTo ?? Activity.GetConversationReference();
        var responses = new ResourceResponse[activities.Length];
        foreach (var (at, sent) in activities.Index())
            responses[at] = await adapter.SendAsync(this, ((Activity)sent).ApplyConversationReference(reference), cancellationToken).ConfigureAwait(false);
        Responded = true;
        return responses;
    }
}

/// <summary>The same turn, whose activity is known to be of one type.</summary>
internal sealed class TurnContext<T>(ITurnContext inner) : ITurnContext<T>
    where T : IActivity
{
    public CloudAdapter Adapter => inner.Adapter;

    public IDictionary<string, object> TurnState => inner.TurnState;

    public T Activity => (T)(IActivity)inner.Activity;

    Activity ITurnContext.Activity => inner.Activity;

    public bool Responded => inner.Responded;

    public Task<ResourceResponse> SendActivityAsync(
        string textReplyToSend, string? speak = null, string inputHint = InputHints.AcceptingInput, CancellationToken cancellationToken = default) =>
        inner.SendActivityAsync(textReplyToSend, speak, inputHint, cancellationToken);

    public Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default) => inner.SendActivityAsync(activity, cancellationToken);

    public Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default) => inner.SendActivitiesAsync(activities, cancellationToken);
}
