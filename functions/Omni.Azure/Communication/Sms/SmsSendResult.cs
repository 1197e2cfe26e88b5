using System.Text.Json;
using Azure;

namespace Omni.Azure.Communication.Sms;

/// <summary>What became of the message to one recipient.</summary>
public sealed record SmsSendResult
{
    public required string To { get; init; }

    /// <summary>Delivery reports name the message by it; null when it was not sent.</summary>
    public string? MessageId { get; init; }

    /// <summary>202 sent, 400 refused, 503 to be repeated.</summary>
    public required int HttpStatusCode { get; init; }

    public required bool Successful { get; init; }

    public string? ErrorMessage { get; init; }

    internal static IReadOnlyList<SmsSendResult> Read(Response response) => CommunicationJson.Read(response, static body => (IReadOnlyList<SmsSendResult>)[.. body.GetProperty("value").EnumerateArray().Select(static item => new SmsSendResult
    {
        To = item.GetProperty("to").GetString() ?? "",
        MessageId = Text(item, "messageId"),
        HttpStatusCode = item.GetProperty("httpStatusCode").GetInt32(),
        Successful = item.GetProperty("successful").GetBoolean(),
        ErrorMessage = Text(item, "errorMessage"),
    })]);

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
