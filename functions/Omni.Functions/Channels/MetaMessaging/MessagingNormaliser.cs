using System.Text.Json;

namespace Omni.Functions.Channels.MetaMessaging;

/// <summary>Takes a notification apart: entries, and the events of each, of both of which there may be several.</summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events</remarks>
internal static class MessagingNormaliser
{
    public static NormalisedRequest Normalise(WebhookRequest request, MessagingProduct product)
    {
        if (JsonBody.Parse(request) is not { } notification)
            return NormalisedRequest.Refused(JsonBody.Advice);
        if (notification.At("entry"u8).ValueKind != JsonValueKind.Array)
            return NormalisedRequest.Refused(product.Advice);

        var parts = new NormalisedRequestBuilder();
        if (notification.Text("object"u8) != product.Object)
            parts.Ignore(IgnoredReason.UnknownEvent, notification);
        else
        {
            foreach (var entry in notification.Items("entry"u8))
                ReadEntry(entry, new(product, entry.Text("id"u8), request.ReceivedAt), parts);
        }

        return parts.Build(product.Advice);
    }

    /// <summary>While another app owns the conversation, its events stand under <c>standby</c>.</summary>
    private static void ReadEntry(JsonElement entry, MessagingEntry context, NormalisedRequestBuilder parts)
    {
        var known = false;
        foreach (var item in entry.Items("messaging"u8))
        {
            known = true;
            ReadEvent(item, context, parts);
        }

        foreach (var item in entry.Items("standby"u8))
        {
            known = true;
            ReadEvent(item, context, parts);
        }

        foreach (var change in entry.Items("changes"u8))
        {
            known = true;
            ReadChange(change, context, parts);
        }

        if (!known)
            ReadChange(entry, context, parts);
    }

    /// <summary>
    /// Comments, mentions and the like, as members of a list or of the entry itself: copies of Meta's Instagram pages differ. So do they
    /// on whether an event of a conversation may come like this; one that does is read as such.
    /// </summary>
    /// <remarks>https://developers.facebook.com/documentation/instagram-platform/webhooks/examples</remarks>
    private static void ReadChange(JsonElement change, MessagingEntry context, NormalisedRequestBuilder parts)
    {
        var value = change.At("value"u8);
        if (value.At("sender"u8).IsObject())
            ReadEvent(value, context, parts);
        else
            parts.Ignore(change.IsObject() ? IgnoredReason.UnknownEvent : IgnoredReason.Unreadable, change);
    }

    private static void ReadEvent(JsonElement item, MessagingEntry context, NormalisedRequestBuilder parts)
    {
        var message = item.At("message"u8);
        var content = message.IsObject() ? message : item.At("postback"u8);
        if (!content.IsObject())
        {
            foreach (var receipt in MessagingReceipt.Of(item, context))
                parts.Tell(receipt);
            Ignore(item, parts);
            return;
        }

        var sender = item.At("sender"u8).Text("id"u8);
        var id = content.Text("mid"u8) ?? IdWithoutMid(item, sender);
        if (content.IsTrue("is_echo"u8) || (sender is not null && sender == context.Account))
            parts.Ignore(IgnoredReason.Echo, item, id);
        else if (content.IsTrue("is_deleted"u8))
            parts.Ignore(IgnoredReason.Deletion, item, id);
        else if (id is not null && sender is not null && (item.At("recipient"u8).Text("id"u8) ?? context.Account) is { } account)
            parts.Add(MessagingContact.From(item, content, context, new(account, sender, id)));
        else
            parts.Ignore(IgnoredReason.Unreadable, item, id);
    }

    /// <summary>Postbacks have a <c>mid</c> since version 11 of the API; before it, who pressed and when tells them apart.</summary>
    private static string? IdWithoutMid(JsonElement item, string? sender) =>
        sender is not null && item.Text("timestamp"u8) is { } timestamp ? $"{sender}:{timestamp}" : null;

    private static void Ignore(JsonElement item, NormalisedRequestBuilder parts)
    {
        if (!item.IsObject())
        {
            parts.Ignore(IgnoredReason.Unreadable, item);
            return;
        }

        foreach (var member in item.EnumerateObject())
        {
            if (ReasonToIgnore(member.Name) is { } reason)
            {
                parts.Ignore(reason, item, member.Value.Text("mid"u8));
                return;
            }
        }

        parts.Ignore(IgnoredReason.UnknownEvent, item);
    }

    /// <summary>The reason that follows from an event's member. Whether Instagram reports edits is not documented; it would do it like this.</summary>
    private static IgnoredReason? ReasonToIgnore(string member) => member switch
    {
        "delivery" or "read" => IgnoredReason.Receipt,
        "message_edit" => IgnoredReason.Edit,
        "reaction" => IgnoredReason.Reaction,
        "optin" => IgnoredReason.Subscription,
        "referral" or "pass_thread_control" or "take_thread_control" or "request_thread_control" or "app_roles" => IgnoredReason.Progress,
        _ => null,
    };
}

/// <summary>What holds for every event of an entry.</summary>
/// <param name="Product">Messenger or Instagram.</param>
/// <param name="Account">The id of our Page or account.</param>
/// <param name="ReceivedAt">When the request came.</param>
internal readonly record struct MessagingEntry(MessagingProduct Product, string? Account, DateTimeOffset ReceivedAt);
