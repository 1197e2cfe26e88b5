using System.Text.Json;
using Omni.Azure.Bot.Schema;

namespace Omni.Azure.Bot;

/// <summary>Messages of a bot.</summary>
public static class MessageFactory
{
    public static Activity Text(string text, string? ssml = null, string? inputHint = null) =>
        new(ActivityTypes.Message) { Text = text, Speak = ssml, InputHint = inputHint ?? InputHints.AcceptingInput };

    /// <summary>A text with what may be pressed in place of an answer; pressing sends the words.</summary>
    public static Activity SuggestedActions(IEnumerable<string> actions, string? text = null, string? ssml = null, string? inputHint = null)
    {
        var message = Text(text ?? "", ssml, inputHint ?? InputHints.ExpectingInput);
        message.SuggestedActions = new SuggestedActions
        {
            Actions = [.. actions.Select(static action => new CardAction { Type = ActionTypes.ImBack, Title = action, Value = JsonSerializer.SerializeToElement(action, BotJson.Wire.String) })],
        };
        return message;
    }
}
