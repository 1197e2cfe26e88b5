using System.Text.Json;
using Omni.Functions.Channels.Email;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Postmark;

/// <summary>One mail, or, when the same address is given to other webhooks, an event that names its <c>RecordType</c>.</summary>
/// <remarks>https://postmarkapp.com/developer/webhooks/inbound-webhook</remarks>
internal static class PostmarkNormaliser
{
    private const string Advice = "Send one inbound mail with its MessageID.";

    public static NormalisedRequest Normalise(WebhookRequest request, MailSettings settings)
    {
        if (JsonBody.Parse(request) is not { } json)
            return NormalisedRequest.Refused(JsonBody.Advice);
        var parts = new NormalisedRequestBuilder();
        if (json.Text("RecordType"u8) is { } kind && kind != "Inbound")
        {
            parts.Ignore(ReasonToIgnore(kind), json, json.Text("MessageID"u8));
            return parts.Build(Advice);
        }

        if (json.Text("MessageID"u8) is not { } id)
            return NormalisedRequest.Refused(Advice);
        MailContact.Read(Mail(json, id, Headers(json)), settings, request.ReceivedAt, parts);
        return parts.Build(Advice);
    }

    private static IgnoredReason ReasonToIgnore(string kind) => kind switch
    {
        "Delivery" or "Bounce" or "Open" or "Click" => IgnoredReason.Receipt,
        "SpamComplaint" or "SubscriptionChange" => IgnoredReason.Subscription,
        _ => IgnoredReason.UnknownEvent,
    };

    private static Mail Mail(JsonElement json, string id, MailHeaders headers) => new()
    {
        Provider = PostmarkChannel.Name,
        Account = EmailAddress.Canonical(json.Text("OriginalRecipient"u8)) ?? MailSender.Read(json.Text("To"u8)).Address ?? "default",
        ProviderMessageId = id,
        Headers = headers,
        Sender = Sender(json),
        Subject = json.Text("Subject"u8),
        Text = json.Text("TextBody"u8),
        Html = json.Text("HtmlBody"u8),
        Attachments = [.. Files(json)],
        Extras = new ContactExtras()
            .Add("mailboxHash", EmailJson.Element(json.Text("MailboxHash"u8)))
            .Add("strippedText", EmailJson.Element(json.Text("StrippedTextReply"u8)))
            .Add("tag", EmailJson.Element(json.Text("Tag"u8)))
            .Add("spf", EmailJson.Element(headers.Text("Received-SPF")))
            .Add("spamStatus", EmailJson.Element(headers.Text("X-Spam-Status")))
            .Add("spamScore", EmailJson.Element(headers.Text("X-Spam-Score"))),
    };

    private static MailSender Sender(JsonElement json)
    {
        var from = json.At("FromFull"u8);
        return EmailAddress.Canonical(from.Text("Email"u8)) is { } address
            ? new(address, MailSender.Name(from.Text("Name"u8)), IsSole: true)
            : MailSender.Read(json.Text("From"u8));
    }

    /// <summary>Those Postmark keeps, and those it took out into fields of their own.</summary>
    private static MailHeaders Headers(JsonElement json)
    {
        var headers = new MailHeaders();
        foreach (var header in json.Items("Headers"u8))
        {
            if (header.Text("Name"u8) is { } name)
                headers.Add(name, header.Text("Value"u8) ?? "");
        }

        AddMissing("From", json.Text("From"u8));
        AddMissing("To", json.Text("To"u8));
        AddMissing("Cc", json.Text("Cc"u8));
        AddMissing("Bcc", json.Text("Bcc"u8));
        AddMissing("Date", json.Text("Date"u8));
        AddMissing("Reply-To", json.Text("ReplyTo"u8));
        return headers;

        void AddMissing(string name, string? value)
        {
            if (value is not null && headers.Raw(name) is null)
                headers.Add(name, value);
        }
    }

    /// <summary>Without those whose content is damaged: there is nothing left to be fetched.</summary>
    private static IEnumerable<Attachment> Files(JsonElement json)
    {
        foreach (var file in json.Items("Attachments"u8))
        {
            var content = file.At("Content"u8);
            if (content.ValueKind == JsonValueKind.String && content.TryGetBytesFromBase64(out var bytes))
                yield return MailFile.Of(file.Text("Name"u8), file.Text("ContentType"u8), bytes);
        }
    }
}
