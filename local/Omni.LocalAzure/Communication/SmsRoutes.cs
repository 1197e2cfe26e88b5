using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Communication;

/// <summary>Sends SMS: always 202, and what became of each recipient inside.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/communication/sms/sms/send</remarks>
internal sealed class SmsRoutes(CommunicationOutbox outbox)
{
    private const int LongestText = 2048;
    private const int MostRecipients = 100;

    public async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var message = SendingBodies.Parse(body);
        if (message.Text("from") is not { } from || message.Text("message") is not { Length: <= LongestText } text
            || !message.TryGetProperty("smsRecipients", out var recipients) || recipients.ValueKind != JsonValueKind.Array || recipients.GetArrayLength() is 0 or > MostRecipients)
        {
            await CommunicationEndpoints.FailAsync(context, 400, "BadRequest", $"from, message of up to {LongestText} characters and 1 to {MostRecipients} smsRecipients have to be there.");
            return;
        }

        var asked = recipients.EnumerateArray().Select(recipient => (Recipient: recipient, Request: Read(recipient, from, text))).ToList();
        if (!await outbox.Faults.GoesOnAsync(context, CommunicationOutbox.Sms, () => asked.ForEach(one => Add(one.Request)))) return;
        var results = new JsonArray();
        foreach (var (recipient, request) in asked)
        {
            var sent = Add(request);
            if (sent is not null) await outbox.ReportSmsAsync(sent, message.Text("smsSendOptions", "tag"));
            results.Add(ResultOf(recipient, sent));
        }

        await context.WriteAsync(202, new JsonObject { ["value"] = results }.ToJsonString());
    }

    private SentMessage? Add(SendRequest? request) => request is null ? null : outbox.Add(request, static number => $"Outgoing_{SendRequest.Number(number)}");

    /// <returns>Null when the number is none, or of the pair one is missing.</returns>
    private static SendRequest? Read(JsonElement recipient, string from, string text)
    {
        var (id, first) = (recipient.Text("repeatabilityRequestId"), recipient.Text("repeatabilityFirstSent"));
        var isPair = (id is null && first is null)
            || (Guid.TryParse(id, out _) && DateTimeOffset.TryParseExact(first, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));
        return recipient.Text("to") is ['+', .. { Length: >= 7 and <= 15 } digits] to && digits.All(char.IsAsciiDigit) && isPair ? new SendRequest(CommunicationOutbox.Sms, from, to, text, id) : null;
    }

    private static JsonObject ResultOf(JsonElement recipient, SentMessage? sent) => sent is null
        ? new JsonObject { ["to"] = recipient.Text("to") ?? "", ["httpStatusCode"] = 400, ["errorMessage"] = "Invalid To phone number format, or half of a repeatability pair.", ["successful"] = false }
        : new JsonObject { ["to"] = sent.To, ["messageId"] = sent.Id, ["httpStatusCode"] = 202, ["repeatabilityResult"] = "accepted", ["successful"] = true };
}
