namespace Omni.LocalAzure.Providers.Sending;

/// <summary>Twilio's messages, SMS and WhatsApp alike.</summary>
internal sealed class TwilioApi(string account, ProviderSecrets secrets) : ISendingApi
{
    private const string WhatsApp = "whatsapp:";

    public string Provider { get; private set; } = "twilio-sms";

    public async Task<SendRequest?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType) return null;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["To"] is not [{ } to] || (form["Body"].FirstOrDefault() ?? Approved(form)) is not { } text || account != secrets.TwilioAccount || context.Request.Headers.Authorization != secrets.TwilioAuthorization) return null;
        Provider = to.StartsWith(WhatsApp, StringComparison.Ordinal) ? "twilio-whatsapp" : "twilio-sms";
        return new SendRequest(Provider, form["From"], to, text) { Files = [.. form["MediaUrl"].OfType<string>()] };
    }

    private static string? Approved(IFormCollection form) => form["ContentSid"] is [{ } name] ? $"{name}: {form["ContentVariables"]}" : null;

    public string IdOf(long number) => $"SM{number:x32}";

    public Task AnswerAsync(HttpContext context, SentMessage message) => context.WriteAsync(201, $$"""{"sid":"{{message.Id}}","status":"queued"}""");

    public Task RefuseAsync(HttpContext context) => context.WriteAsync(401, """{"code":20003,"message":"Authenticate","status":401}""");
}
