using System.Xml;
using System.Xml.Linq;
using Azure;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>Turns an error answer into the exception that the official library would throw.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/servicebus/send-message-to-queue#response-codes</remarks>
internal static class ServiceFailure
{
    private const int LongestDetail = 512;

    public static Exception From(Response response, string entityPath, bool settles)
    {
        var detail = DetailOf(response);
        var text = $"{entityPath} answered {response.Status}: {detail}";
        return response.Status switch
        {
            400 => new ArgumentException(text),
            401 => new UnauthorizedAccessException(text),
            403 when detail.Contains("SubCode=40301", StringComparison.OrdinalIgnoreCase) => new InvalidOperationException(text),
            403 => new ServiceBusException(text, ForbiddenReason(detail), entityPath),
            404 when settles && !NamesMissingEntity(detail) => new ServiceBusException(text, ServiceBusFailureReason.MessageLockLost, entityPath),
            404 or 410 => new ServiceBusException(text, ServiceBusFailureReason.MessagingEntityNotFound, entityPath),
            405 => new InvalidOperationException(text),
            408 or 504 => new ServiceBusException(text, ServiceBusFailureReason.ServiceTimeout, entityPath),
            413 => new ServiceBusException(text, ServiceBusFailureReason.MessageSizeExceeded, entityPath),
            429 or 503 => new ServiceBusException(text, ServiceBusFailureReason.ServiceBusy, entityPath),
            _ => new ServiceBusException(response.Status >= 500, text, entityPath),
        };
    }

    private static ServiceBusFailureReason ForbiddenReason(string detail) =>
        detail.Contains("size", StringComparison.OrdinalIgnoreCase) && detail.Contains("message", StringComparison.OrdinalIgnoreCase)
            ? ServiceBusFailureReason.MessageSizeExceeded
            : ServiceBusFailureReason.QuotaExceeded;

    // A lost lock has the same status.
    private static bool NamesMissingEntity(string detail) =>
        detail.Contains("SubCode=40400", StringComparison.OrdinalIgnoreCase)
        || detail.StartsWith("40400", StringComparison.Ordinal)
        || detail.Contains("Endpoint not found", StringComparison.OrdinalIgnoreCase)
        || detail.Contains("messaging entity", StringComparison.OrdinalIgnoreCase);

    private static string DetailOf(Response response)
    {
        if (response.ContentStream is not { Length: > 0 }) return response.ReasonPhrase;
        try
        {
            var detail = XElement.Parse(response.Content.ToString()).Element("Detail")?.Value ?? response.ReasonPhrase;
            return detail.Length <= LongestDetail ? detail : detail[..LongestDetail];
        }
        catch (XmlException)
        {
            // A gateway in between answers in its own format.
            return response.ReasonPhrase;
        }
    }
}
