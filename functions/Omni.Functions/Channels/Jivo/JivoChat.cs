using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Jivo;

/// <summary>A finished chat is one contact, and so is what somebody left while nobody was there.</summary>
internal static class JivoChat
{
    private const string Channel = "webchat";

    /// <summary>Jivo is younger: an earlier time is a number that is no time.</summary>
    private static readonly DateTimeOffset Earliest = new(2012, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Finished(JivoEvent jivo, NormalisedRequestBuilder parts)
    {
        if (jivo.Json.Text("chat_id"u8) is not { } chat)
        {
            parts.Ignore(IgnoredReason.Unreadable, jivo.Json);
            return;
        }

        var texts = new List<string>();
        DateTimeOffset? first = null;
        foreach (var message in jivo.Json.At("chat"u8).Items("messages"u8))
        {
            // Every other type is the operator's side, whatever it is called.
            if (message.Text("type"u8) != "visitor")
                continue;
            first ??= message.UnixSeconds("timestamp"u8);
            if (message.Text("message"u8) is { } text)
                texts.Add(text);
        }

        parts.Add(jivo.Contact($"chat:{chat}", Channel, ContactKind.Chat, JivoVisitor.Identities(jivo), first) with
        {
            Text = texts.Count > 0 ? string.Join('\n', texts) : null,
        });
    }

    /// <summary>The id looks like the time in milliseconds, and is read as that; the page on webhooks does not say so.</summary>
    public static void Offline(JivoEvent jivo, NormalisedRequestBuilder parts)
    {
        if (jivo.Json.Text("offline_message_id"u8) is not { } id)
        {
            parts.Ignore(IgnoredReason.Unreadable, jivo.Json);
            return;
        }

        var left = jivo.Json.UnixMilliseconds("offline_message_id"u8);
        parts.Add(jivo.Contact($"offline:{id}", Channel, ContactKind.Message, JivoVisitor.Identities(jivo), IsTime(left, jivo.ReceivedAt) ? left : null) with
        {
            Text = jivo.Json.Text("message"u8),
        });
    }

    private static bool IsTime(DateTimeOffset? left, DateTimeOffset receivedAt) => left <= receivedAt && left >= Earliest;
}
