using System.Text.Json;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Communication;

/// <summary>Communication Services as far as mail and SMS are sent. Nothing leaves the machine.</summary>
internal static class CommunicationEndpoints
{
    public const long LargestRequest = 10L * 1024 * 1024;

    public static void MapCommunication(this WebApplication application, CommunicationKey key, CommunicationOutbox outbox)
    {
        var mail = new MailRoutes(outbox);
        var texts = new SmsRoutes(outbox);
        application.MapPost("/emails:send", context => ProvenAsync(context, key, mail.SendAsync));
        application.MapGet("/emails/operations/{id}", context => ProvenAsync(context, key, mail.TellAsync));
        application.MapPost("/sms", context => ProvenAsync(context, key, texts.SendAsync));
        application.MapFallback(static context => FailAsync(context, 404, "NotSupported", "The stand-in of Communication Services does not know this operation."));
    }

    public static Task FailAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.Headers["x-ms-error-code"] = code;
        return context.WriteAsync(status, $$"""{"error":{"code":"{{code}}","message":"{{JsonEncodedText.Encode(message)}}"} }""");
    }

    private static async Task ProvenAsync(HttpContext context, CommunicationKey key, Func<HttpContext, ReadOnlyMemory<byte>, Task> operation)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (key.WhyNot(context.Request, body.GetBuffer().AsSpan(0, (int)body.Length)) is { } reason) await FailAsync(context, 401, "Denied", reason);
        else if (string.IsNullOrEmpty(context.Request.Query["api-version"])) await FailAsync(context, 400, "MissingApiVersionParameter", "The query has to hold api-version.");
        else await operation(context, body.GetBuffer().AsMemory(0, (int)body.Length));
    }
}
