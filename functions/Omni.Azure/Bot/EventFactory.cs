using System.Text.Json;
using Omni.Azure.Bot.Schema;

namespace Omni.Azure.Bot;

/// <summary>The event by which a bot gives a conversation to a person.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/bot-service-design-pattern-handoff-human</remarks>
public static class EventFactory
{
    private const string TranscriptType = "application/json";
    private const string TranscriptName = "Transcript";

    /// <param name="turnContext">Of the conversation that is given away.</param>
    /// <param name="handoffContext">What the hub needs to find somebody; null for nothing.</param>
    /// <param name="transcript">What was said so far; null for none.</param>
    public static Activity CreateHandoffInitiation(ITurnContext turnContext, JsonElement? handoffContext, Transcript? transcript = null)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var reference = turnContext.Activity.GetConversationReference();
        var handoff = new Activity(ActivityTypes.Event) { Name = HandoffEventNames.InitiateHandoff, Value = handoffContext, RelatesTo = reference };
        if (transcript is not null)
            handoff.Attachments = [new Attachment { ContentType = TranscriptType, Name = TranscriptName, Content = JsonSerializer.SerializeToElement(transcript, BotJson.Wire.Transcript) }];
        return handoff.ApplyConversationReference(reference);
    }
}
