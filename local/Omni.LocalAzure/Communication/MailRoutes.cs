using System.Collections.Concurrent;
using System.Text.Json;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Communication;

/// <summary>Sends mail: an operation that runs until it is asked about twice.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/communication/email/email/send</remarks>
internal sealed class MailRoutes(CommunicationOutbox outbox)
{
    private readonly ConcurrentDictionary<string, int> _operations = new(StringComparer.OrdinalIgnoreCase);

    public async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var operation = context.Request.Headers["Operation-Id"] is [{ } given] ? given : Guid.NewGuid().ToString();
        var asked = Guid.TryParse(operation, out _) ? Read(body, operation) : [];
        if (!await outbox.Faults.GoesOnAsync(context, CommunicationOutbox.Mail, () => asked.ForEach(mail => outbox.Add(mail, _ => operation)))) return;
        if (asked.Count == 0)
        {
            await CommunicationEndpoints.FailAsync(context, 400, "InvalidRequest", "Operation-Id is a GUID; senderAddress, content.subject, content.plainText or content.html, and recipients.to have to be there.");
            return;
        }

        _operations.TryAdd(operation, 0);
        foreach (var mail in asked) await outbox.ReportMailAsync(outbox.Add(mail, _ => operation));
        context.Response.Headers["Operation-Location"] = $"{context.Request.Scheme}://{context.Request.Host}/emails/operations/{operation}{context.Request.QueryString}";
        context.Response.Headers.RetryAfter = "1";
        await context.WriteAsync(202, $$"""{"id":"{{operation}}","status":"Running"}""");
    }

    public Task TellAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var operation = (string?)context.Request.RouteValues["id"] ?? "";
        if (!_operations.ContainsKey(operation)) return CommunicationEndpoints.FailAsync(context, 404, "OperationNotFound", "There is no such operation.");
        var hasRun = _operations.AddOrUpdate(operation, 1, static (_, asked) => asked + 1) > 1;
        if (!hasRun) context.Response.Headers.RetryAfter = "1";
        return context.WriteAsync(200, $$"""{"id":"{{operation}}","status":"{{(hasRun ? "Succeeded" : "Running")}}"}""");
    }

    /// <returns>One for each recipient; none when something is missing.</returns>
    private static List<SendRequest> Read(ReadOnlyMemory<byte> body, string operation)
    {
        var mail = SendingBodies.Parse(body);
        if (mail.Text("senderAddress") is not { } from || mail.Text("content", "subject") is not { } subject || (mail.Text("content", "plainText") ?? mail.Text("content", "html")) is not { } text
            || !mail.TryGetProperty("recipients", out var recipients) || !recipients.TryGetProperty("to", out var to) || to.ValueKind != JsonValueKind.Array)
            return [];
        return [.. to.EnumerateArray().Select(static party => party.Text("address")).OfType<string>().Select(address => new SendRequest(CommunicationOutbox.Mail, from, address, text, $"{operation} {address}")
        {
            Subject = subject,
            MessageId = mail.Text("headers", "Message-ID"),
            Files = mail.TryGetProperty("attachments", out var files) && files.ValueKind == JsonValueKind.Array ? [.. files.EnumerateArray().Select(static file => file.Text("name") ?? "")] : [],
            ReplyTo = mail.TryGetProperty("replyTo", out var replyTo) && replyTo is { ValueKind: JsonValueKind.Array } && replyTo.GetArrayLength() > 0 ? replyTo[0].Text("address") : null,
        })];
    }
}
