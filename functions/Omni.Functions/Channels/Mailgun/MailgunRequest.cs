using System.Text.Json;
using Omni.Functions.Channels.Email;

namespace Omni.Functions.Channels.Mailgun;

/// <summary>A request in whichever encoding: routes post forms, event webhooks post JSON. The proof lies inside, so reading comes first.</summary>
/// <param name="Form">Of a route; null for an event.</param>
/// <param name="Event">Of an event webhook; undefined for a route.</param>
/// <param name="Signature">The proof.</param>
internal sealed record MailgunRequest(PostedForm? Form, JsonElement Event, MailgunSignature Signature)
{
    /// <summary>Null when it can be neither.</summary>
    public static MailgunRequest? Read(WebhookRequest request)
    {
        if (PostedForm.Parse(request) is { } form)
            return Signed(new(form, default, new(form.Text("timestamp"), form.Text("token"), form.Text("signature"))));
        if (JsonBody.Parse(request) is not { } json)
            return null;
        var signature = json.At("signature"u8);
        return Signed(new(null, json.At("event-data"u8), new(signature.Text("timestamp"u8), signature.Text("token"u8), signature.Text("signature"u8))));
    }

    /// <summary>The proof comes last in a form: without it the request was cut short.</summary>
    private static MailgunRequest? Signed(MailgunRequest request) => request.Signature.IsThere ? request : null;
}
