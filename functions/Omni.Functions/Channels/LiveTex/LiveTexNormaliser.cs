using System.Buffers;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.LiveTex;

/// <summary>One webhook holds one thing, mostly what operators do: the visitor's messages go to LiveTex through us.</summary>
/// <remarks>https://livetex.github.io/messaging-api-v1.2/types/</remarks>
internal static class LiveTexNormaliser
{
    private const string Advice = "Send one webhook with type, id and user_id.";

    public static NormalisedRequest Normalise(WebhookRequest request, string account)
    {
        if (JsonBody.Parse(request) is not { } json)
            return NormalisedRequest.Refused(JsonBody.Advice);
        if (json.Text("type"u8) is not { } kind)
            return NormalisedRequest.Refused(Advice);

        var parts = new NormalisedRequestBuilder();
        var id = json.Text("id"u8);
        if (!IsVisitors(json))
            parts.Ignore(ReasonToIgnore(kind), WithoutKey(json), id);
        else if (id is null || json.Text("user_id"u8) is not { } visitor)
            parts.Ignore(IgnoredReason.Unreadable, WithoutKey(json), id);
        else
            parts.Add(Contact(json, id, visitor, account, UtcMilliseconds.Cut(request.ReceivedAt)));
        return parts.Build(Advice);
    }

    /// <summary>
    /// Whether webhooks ever carry <c>from: User</c> is unsure: the page on types has the field, its texts speak of employees only. A message of
    /// a kind nobody knows is kept when a visitor wrote it.
    /// </summary>
    private static bool IsVisitors(JsonElement json) => json.Text("from"u8) == "User";

    private static IgnoredReason ReasonToIgnore(string kind) => kind switch
    {
        "TextMessage" or "FileMessage" or "HoldMessage" => IgnoredReason.Echo,
        "MessageDelivered" => IgnoredReason.Receipt,
        "SelectDestination" or "Closed" => IgnoredReason.Progress,
        "EmployeeAvailabilityChanged" => IgnoredReason.ServiceNotice,
        _ => IgnoredReason.UnknownEvent,
    };

    private static Contact Contact(JsonElement json, string id, string visitor, string account, DateTimeOffset receivedAt) => new()
    {
        Id = ContactId.From(LiveTexChannel.Name, account, id),
        Channel = "webchat",
        Provider = LiveTexChannel.Name,
        Account = account,
        Kind = ContactKind.Message,
        ProviderMessageId = id,
        Thread = visitor,
        From = new ContactSender { Identities = [new Identity("livetex_user_id", visitor, Trust.Verified)] },
        ReplyTo = visitor,
        Text = json.Text("text"u8) ?? json.Text("comment"u8),
        Attachments = json.Text("url"u8) is { } url ? [new Attachment { Url = url, Name = json.Text("name"u8), Size = json.Whole("size"u8) }] : [],
        OccurredAt = json.UnixMilliseconds("timestamp"u8) ?? receivedAt,
        ReceivedAt = receivedAt,
        Raw = WithoutKey(json),
    };

    /// <summary>The key is a secret, and no part of the message.</summary>
    private static JsonElement WithoutKey(JsonElement json)
    {
        var kept = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(kept))
        {
            writer.WriteStartObject();
            foreach (var member in json.EnumerateObject())
            {
                if (!member.NameEquals("webhook_key"u8))
                    member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(kept.WrittenSpan);
    }
}
