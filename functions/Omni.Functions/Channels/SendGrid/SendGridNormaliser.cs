using System.Text;
using System.Text.Json;
using Omni.Functions.Channels.Email;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.SendGrid;

/// <summary>One mail: taken apart into fields, or whole in the field <c>email</c> where "send raw" is on.</summary>
/// <remarks>https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/inbound-email</remarks>
internal static class SendGridNormaliser
{
    private const string Advice = "Send one mail as multipart/form-data with the fields of Inbound Parse, up to its last delimiter.";

    public static NormalisedRequest Normalise(WebhookRequest request, MailSettings settings)
    {
        if (PostedForm.Parse(request) is not { } form || (!form.Has("headers") && !form.Has("email")))
            return NormalisedRequest.Refused(Advice);
        var envelope = Json(form, "envelope");
        var account = Account(envelope, form);
        if ((form.Bytes("email") is { } mime ? Whole(form, mime, account) : Parsed(form, account)) is not { } mail)
            return NormalisedRequest.Refused(Advice);

        var parts = new NormalisedRequestBuilder();
        MailContact.Read(
            mail with
            {
                Extras = Verdicts(form),
                EnvelopeSender = envelope.At("from"u8) is { ValueKind: JsonValueKind.String } from ? from.GetString() : null,
            },
            settings,
            request.ReceivedAt,
            parts);
        return parts.Build(Advice);
    }

    private static Mail? Whole(PostedForm form, byte[] mime, string account) =>
        MimeMail.Read(mime) is { Headers.IsEmpty: false } whole
            ? new Mail
            {
                Provider = SendGridChannel.Name,
                Account = account,
                Headers = whole.Headers,
                Sender = MailSender.Read(whole.Headers.Raw("From")),
                Subject = whole.Headers.Text("Subject") ?? form.Text("subject"),
                Text = whole.Text,
                Html = whole.Html,
                Attachments = whole.Attachments,
            }
            : null;

    private static Mail Parsed(PostedForm form, string account)
    {
        var charsets = Json(form, "charsets");
        var headers = MailHeaders.Read(form.Bytes("headers"));
        return new Mail
        {
            Provider = SendGridChannel.Name,
            Account = account,
            Headers = headers,
            Sender = headers.Raw("From") is { } from ? MailSender.Read(from) : MailSender.Read(form.Text("from", Charset.Named(charsets.Text("from"u8)))),
            Subject = form.Text("subject", Charset.Named(charsets.Text("subject"u8))),
            Text = form.Text("text", Charset.Named(charsets.Text("text"u8))),
            Html = form.Text("html", Charset.Named(charsets.Text("html"u8))),
            Attachments = [.. form.Files.Select(file => Described(file, Json(form, "attachment-info")))],
        };
    }

    /// <summary>Names in the part's own header lose what is not ASCII in some mailers; <c>attachment-info</c> has them whole.</summary>
    private static Attachment Described(PostedFile posted, JsonElement info)
    {
        var described = info.At(Encoding.UTF8.GetBytes(posted.Field));
        return posted.File with { Name = described.Text("filename"u8) ?? posted.File.Name, ContentType = described.Text("type"u8) ?? posted.File.ContentType };
    }

    /// <summary>What SendGrid found out about the mail. No ground for trust: it tells of servers and domains, not of the <c>From</c> people see.</summary>
    private static ContactExtras Verdicts(PostedForm form) => new ContactExtras()
        .Add("spf", EmailJson.Element(form.Text("SPF")))
        .Add("dkim", EmailJson.Element(form.Text("dkim")))
        .Add("senderIp", EmailJson.Element(form.Text("sender_ip")))
        .Add("spamScore", EmailJson.Element(form.Text("spam_score")));

    /// <summary>Whom the mail was handed over for; the <c>to</c> in its headers may say anything.</summary>
    private static string Account(JsonElement envelope, PostedForm form)
    {
        foreach (var address in envelope.Items("to"u8))
        {
            if (address.ValueKind == JsonValueKind.String && EmailAddress.Canonical(address.GetString()) is { } account)
                return account;
        }

        return MailSender.Read(form.Text("to")).Address ?? "default";
    }

    private static JsonElement Json(PostedForm form, string field) =>
        form.Bytes(field) is { } json && JsonBody.Parse(json) is { } element ? element : default;
}
