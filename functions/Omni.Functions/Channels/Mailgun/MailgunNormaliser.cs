using System.Text.Json;
using Omni.Functions.Channels.Email;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Mailgun;

/// <summary>A route posts one mail; an event webhook tells of mail we sent.</summary>
/// <remarks>https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store/receive-http</remarks>
internal static class MailgunNormaliser
{
    private const string Advice = "Send one mail of a route as a form, or one event as JSON, with timestamp, token and signature.";

    public static NormalisedRequest Normalise(WebhookRequest request, MailSettings settings)
    {
        var parts = new NormalisedRequestBuilder();
        // The proof comes last in a form: without it the request was cut short.
        if (!MailgunProof.Find(request).IsThere)
            return NormalisedRequest.Refused(Advice);
        if (PostedForm.Parse(request) is not { } form)
        {
            if (JsonBody.Parse(request)?.At("event-data"u8) is not { ValueKind: JsonValueKind.Object } told)
                return NormalisedRequest.Refused(Advice);
            parts.Ignore(ReasonToIgnore(told.Text("event"u8)), told, told.Text("id"u8));
            return parts.Build(Advice);
        }

        if ((form.Bytes("body-mime") is { } mime ? Whole(form, mime) : Parsed(form)) is not { } mail)
            return NormalisedRequest.Refused(Advice);
        MailContact.Read(mail, settings, request.ReceivedAt, parts);
        return parts.Build(Advice);
    }

    private static IgnoredReason ReasonToIgnore(string? kind) => kind switch
    {
        "accepted" or "delivered" or "failed" or "rejected" or "opened" or "clicked" => IgnoredReason.Receipt,
        "unsubscribed" or "complained" => IgnoredReason.Subscription,
        "stored" => IgnoredReason.Progress,
        _ => IgnoredReason.UnknownEvent,
    };

    /// <summary>To an address that ends in <c>mime</c>.</summary>
    private static Mail? Whole(PostedForm form, byte[] mime) =>
        MimeMail.Read(mime) is { Headers.IsEmpty: false } whole
            ? new Mail
            {
                Provider = MailgunChannel.Name,
                Account = Account(form),
                Headers = whole.Headers,
                Sender = MailSender.Read(whole.Headers.Raw("From")),
                EnvelopeSender = EnvelopeSender(form),
                Subject = whole.Headers.Text("Subject"),
                Text = whole.Text,
                Html = whole.Html,
                Attachments = whole.Attachments,
                Extras = Verdicts(whole.Headers),
            }
            : null;

    private static Mail Parsed(PostedForm form)
    {
        var headers = Headers(form);
        return new Mail
        {
            Provider = MailgunChannel.Name,
            Account = Account(form),
            Headers = headers,
            Sender = MailSender.Read(headers.Raw("From") ?? form.Bytes("from")),
            EnvelopeSender = EnvelopeSender(form),
            Subject = form.Text("subject"),
            Text = form.Text("body-plain"),
            Html = form.Text("body-html"),
            Attachments = [.. form.Files.Select(file => file.File), .. Stored(form)],
            Extras = Verdicts(headers)
                .Add("strippedText", EmailJson.Element(form.Text("stripped-text")))
                .Add("messageUrl", EmailJson.Element(form.Text("message-url"))),
        };
    }

    /// <summary>What Mailgun's spam filter wrote into the headers, where it is on; a sender may write the same.</summary>
    private static ContactExtras Verdicts(MailHeaders headers) => new ContactExtras()
        .Add("spf", EmailJson.Element(headers.Text("X-Mailgun-Spf")))
        .Add("dkim", EmailJson.Element(headers.Text("X-Mailgun-Dkim-Check-Result")))
        .Add("spamStatus", EmailJson.Element(headers.Text("X-Mailgun-Sflag")))
        .Add("spamScore", EmailJson.Element(headers.Text("X-Mailgun-Sscore")));

    private static string Account(PostedForm form) => EmailAddress.Canonical(form.Text("recipient")) ?? "default";

    private static string? EnvelopeSender(PostedForm form) => form.Has("sender") ? form.Text("sender") ?? "" : null;

    private static MailHeaders Headers(PostedForm form)
    {
        var headers = new MailHeaders();
        foreach (var pair in Json(form, "message-headers"))
        {
            if (pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && pair[0].ValueKind == JsonValueKind.String && pair[1].ValueKind == JsonValueKind.String)
                headers.Add(pair[0].GetString() ?? "", pair[1].GetString() ?? "");
        }

        return headers;
    }

    /// <summary>Files that Mailgun keeps for three days, to be fetched with the API key.</summary>
    private static IEnumerable<Attachment> Stored(PostedForm form)
    {
        foreach (var file in Json(form, "attachments"))
        {
            if (file.Text("url"u8) is { } url)
                yield return new Attachment { Url = url, Name = file.Text("name"u8), ContentType = file.Text("content-type"u8), Size = file.Whole("size"u8) };
        }
    }

    private static JsonElement.ArrayEnumerator Json(PostedForm form, string field) =>
        form.Bytes(field) is { Length: <= HeaderLimits.MostBytes } json && JsonBody.Parse(json) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;
}
