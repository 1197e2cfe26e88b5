using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Communication;

/// <summary>Passes messages on, each once however often it is asked for, and reports what became of them as Event Grid does.</summary>
/// <param name="sent">What was passed on, together with that of the other providers.</param>
/// <param name="faults">Those planned for <c>acs-email</c> and <c>acs</c>.</param>
/// <param name="publish">Puts an event onto the queue that the subscription of Event Grid fills.</param>
/// <param name="time">The clock.</param>
internal sealed class CommunicationOutbox(SentMessages sent, SendFaults faults, Func<JsonObject, Task> publish, TimeProvider time)
{
    public const string Mail = "acs-email";
    public const string Sms = "acs";

    private const string Topic = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.Communication/communicationServices/local";

    private readonly ConcurrentDictionary<string, bool> _reported = new(StringComparer.Ordinal);

    public SendFaults Faults => faults;

    /// <returns>The message; the first one where it came with the same key before.</returns>
    public SentMessage Add(SendRequest message, Func<long, string> idOf) => sent.Add(message, idOf);

    /// <summary>At least once is not at most once, but the same message is reported anew only by somebody's order.</summary>
    public Task ReportMailAsync(SentMessage message) => ReportAsync(message, "EmailDeliveryReportReceived", $"sender/{message.From}/message/{message.Id}", new JsonObject
    {
        ["sender"] = message.From,
        ["recipient"] = message.To,
        ["messageId"] = message.Id,
        ["status"] = message.To.StartsWith("bounced@", StringComparison.OrdinalIgnoreCase) ? "Bounced" : "Delivered",
        ["deliveryStatusDetails"] = new JsonObject { ["statusMessage"] = "Reported by the local stand-in." },
        ["deliveryAttemptTimestamp"] = time.GetUtcNow().ToString("O"),
    });

    public Task ReportSmsAsync(SentMessage message, string? tag)
    {
        var fails = message.To.EndsWith("0000", StringComparison.Ordinal);
        return ReportAsync(message, "SMSDeliveryReportReceived", $"/phonenumber/{message.To.TrimStart('+')}", new JsonObject
        {
            ["messageId"] = message.Id,
            ["from"] = message.From,
            ["to"] = message.To,
            ["deliveryStatus"] = fails ? "Failed" : "Delivered",
            ["deliveryStatusDetails"] = fails ? "Sender blocked for given recipient." : "2000: No Error",
            ["receivedTimestamp"] = time.GetUtcNow().ToString("O"),
            ["tag"] = tag,
        });
    }

    private Task ReportAsync(SentMessage message, string type, string subject, JsonObject data) => !_reported.TryAdd($"{message.Id} {message.To}", true) ? Task.CompletedTask : publish(new JsonObject
    {
        ["id"] = Guid.NewGuid().ToString(),
        ["topic"] = Topic,
        ["subject"] = subject,
        ["eventType"] = $"Microsoft.Communication.{type}",
        ["eventTime"] = time.GetUtcNow().ToString("O"),
        ["dataVersion"] = "1.0",
        ["metadataVersion"] = "1",
        ["data"] = data,
    });
}
