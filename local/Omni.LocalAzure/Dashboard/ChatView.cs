using System.Globalization;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Bot;

namespace Omni.LocalAzure.Dashboard;

/// <summary>One conversation with the bot.</summary>
/// <param name="Conversation">Empty before anything was said.</param>
/// <param name="Lines">The oldest first.</param>
/// <param name="Choices">What can be pressed now.</param>
/// <param name="Notice">What came of the last message, where it was not taken.</param>
public sealed record ChatView(string Conversation, IReadOnlyList<ChatLine> Lines, IReadOnlyList<string> Choices, string? Notice)
{
    public static ChatView Read(Conversation? conversation, string? notice)
    {
        if (conversation is null) return new ChatView("", [], [], notice);
        var activities = conversation.Since(0);
        return new ChatView(conversation.Id, [.. activities.Select(activity => LineOf(activity, conversation.User)).OfType<ChatLine>()], ChoicesOf(activities is [.., var last] ? last : null), notice);
    }

    /// <returns>Null for what is not to be read by people.</returns>
    private static ChatLine? LineOf(JsonObject activity, string user)
    {
        var who = (string?)activity["from"]?["id"] == user ? "You" : "Bot";
        var time = DateTimeOffset.Parse((string?)activity["timestamp"] ?? "", CultureInfo.InvariantCulture).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return (string?)activity["type"] switch
        {
            "message" => new ChatLine(who, time, (string?)activity["text"] ?? ""),
            "event" => new ChatLine(who, time, $"({(string?)activity["name"]})"),
            _ => null,
        };
    }

    private static IReadOnlyList<string> ChoicesOf(JsonObject? activity) =>
        activity?["suggestedActions"]?["actions"] is JsonArray actions ? [.. actions.Select(static action => (string?)action?["title"]).OfType<string>()] : [];
}

public sealed record ChatLine(string Who, string Time, string Text);
