using System.Text.Json;
using Omni.Azure.Bot.Schema;

namespace Omni.Azure.Bot;

/// <summary>The events by which a bot gives a conversation to a person, and hears of it.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/bot-service-design-pattern-handoff-human</remarks>
public static class EventFactory
{
    private const string TranscriptType = "application/json";
    private const string TranscriptName = "Transcript";

    /// <param name="reference">The conversation that is given away.</param>
    /// <param name="handoffContext">What the hub needs to find somebody; null for nothing.</param>
    /// <param name="transcript">What was said so far; null for none.</param>
    public static Activity CreateHandoffInitiation(ConversationReference reference, JsonElement? handoffContext, Transcript? transcript = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var handoff = new Activity(ActivityTypes.Event) { Name = HandoffEventNames.InitiateHandoff, Value = handoffContext, RelatesTo = reference };
        if (transcript is not null)
            handoff.Attachments = [new Attachment { ContentType = TranscriptType, Name = TranscriptName, Content = JsonSerializer.SerializeToElement(transcript, BotJson.Wire.Transcript) }];
        return handoff.ApplyConversationReference(reference);
    }

    public static Activity CreateHandoffInitiation(ITurnContext turnContext, JsonElement? handoffContext, Transcript? transcript = null)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return CreateHandoffInitiation(turnContext.Activity.GetConversationReference(), handoffContext, transcript);
    }

    /// <param name="conversation">Which.</param>
    /// <param name="state"><c>accepted</c>, <c>failed</c> or <c>completed</c>.</param>
    /// <param name="message">Why, where it failed.</param>
    public static Activity CreateHandoffStatus(ConversationAccount conversation, string state, string? message = null) => new(ActivityTypes.Event)
    {
        Name = HandoffEventNames.HandoffStatus,
        Conversation = conversation,
        Value = JsonSerializer.SerializeToElement(
            message is null ? new Dictionary<string, string> { ["state"] = state } : new Dictionary<string, string> { ["state"] = state, ["message"] = message }, StatusJson.Default.DictionaryStringString),
    };
}

[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StatusJson : System.Text.Json.Serialization.JsonSerializerContext;
