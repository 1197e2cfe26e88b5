using System.Text.Json;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>Messages as they are written to the service.</summary>
internal static class MessageBodies
{
    private static readonly HashSet<string> Ignored = new(StringComparer.Ordinal) { "@odata.type", "@odata.context", "@odata.etag", "id", "attachments" };

    private static readonly Dictionary<string, Func<MailMessage, JsonElement, MailMessage>> Written = new(StringComparer.Ordinal)
    {
        ["subject"] = static (message, value) => message with { Subject = value.GetString() },
        ["importance"] = static (message, value) => message with { Importance = value.GetString()?.ToLowerInvariant() ?? "normal" },
        ["body"] = static (message, value) => Bodied(message, value),
        ["from"] = static (message, value) => message with { From = Party(value) },
        ["sender"] = static (message, value) => message with { Sender = Party(value) },
        ["toRecipients"] = static (message, value) => message with { ToRecipients = Parties(value) },
        ["ccRecipients"] = static (message, value) => message with { CcRecipients = Parties(value) },
        ["bccRecipients"] = static (message, value) => message with { BccRecipients = Parties(value) },
        ["replyTo"] = static (message, value) => message with { ReplyTo = Parties(value) },
        ["categories"] = static (message, value) => message with { Categories = [.. value.EnumerateArray().Select(category => category.GetString() ?? "")] },
        ["isRead"] = static (message, value) => message with { IsRead = value.GetBoolean() },
        ["internetMessageId"] = static (message, value) => message with { InternetMessageId = value.GetString() },
        ["internetMessageHeaders"] = static (message, value) => message with { Headers = [.. value.EnumerateArray().Select(Header)] },
    };

    /// <summary>What a message that is not sent yet may still change about itself, besides its marks.</summary>
    private static readonly HashSet<string> OfDrafts = [.. Written.Keys.Except(["isRead", "categories", "importance"]), "attachments"];

    /// <param name="start">What the message is before.</param>
    /// <param name="json">The properties that are set.</param>
    /// <exception cref="GraphFailureException">A property is not known, has the wrong shape or cannot be set any more.</exception>
    public static MailMessage Apply(MailMessage start, JsonElement json)
    {
        var message = start;
        foreach (var property in json.EnumerateObject())
        {
            if (!start.IsDraft && OfDrafts.Contains(property.Name))
                throw new GraphFailureException(400, "ErrorInvalidPropertySet", $"Set action is invalid for property: {property.Name} can be set on drafts alone.");
            if (Ignored.Contains(property.Name)) continue;
            if (!Written.TryGetValue(property.Name, out var set)) throw GraphFailureException.BadRequest($"The property '{property.Name}' cannot be set, or the stand-in does not know it.");
            message = Set(message, property, set);
        }

        return message;
    }

    public static MailParty? Party(JsonElement recipient)
    {
        if (recipient.ValueKind == JsonValueKind.Null) return null;
        var address = recipient.GetProperty("emailAddress");
        return new MailParty(Text(address, "name") ?? Text(address, "address"), Text(address, "address"));
    }

    public static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A parameter of an action; clients write their names with a small or a large first letter.</summary>
    public static bool TryGet(JsonElement json, string name, out JsonElement value)
    {
        value = default;
        return json.ValueKind == JsonValueKind.Object
            && (json.TryGetProperty(name, out value) || json.TryGetProperty(char.ToUpperInvariant(name[0]) + name[1..], out value)) && value.ValueKind != JsonValueKind.Null;
    }

    private static MailMessage Set(MailMessage message, JsonProperty property, Func<MailMessage, JsonElement, MailMessage> set)
    {
        try
        {
            return set(message, property.Value);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or KeyNotFoundException)
        {
            throw GraphFailureException.BadRequest($"The property '{property.Name}' has another shape.");
        }
    }

    private static MailMessage Bodied(MailMessage message, JsonElement value)
    {
        var isHtml = "html".Equals(Text(value, "contentType"), StringComparison.OrdinalIgnoreCase);
        var body = new MailBody(isHtml, Text(value, "content") ?? "");
        return message with { Body = body, UniqueBody = Bodies.UniqueBody.Of(body, isAnswer: message.InReplyTo is not null) };
    }

    private static IReadOnlyList<MailParty> Parties(JsonElement recipients) => [.. recipients.EnumerateArray().Select(Party).OfType<MailParty>()];

    private static MailHeader Header(JsonElement header)
    {
        var name = Text(header, "name") ?? "";
        if (!name.StartsWith("x-", StringComparison.OrdinalIgnoreCase))
            throw new GraphFailureException(400, "InvalidInternetMessageHeader", $"The internet message header name '{name}' should start with 'x-' or 'X-'.");
        return new MailHeader(name, Text(header, "value") ?? "");
    }
}
