using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Omni.LocalAzure.ServiceBus.Rest;

/// <summary>The Atom entry of a queue or subscription with its counts.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/servicebus/entities</remarks>
internal static class EntityCountsAnswer
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Description = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";
    private static readonly XNamespace Details = "http://schemas.microsoft.com/netservices/2011/06/servicebus";

    public static Task WriteAsync(HttpContext context, EntityDescription entity, EntityCounts counts)
    {
        var isSubscription = entity.Path.Contains("/Subscriptions/", StringComparison.OrdinalIgnoreCase);
        var entry = new XElement(
            Atom + "entry",
            new XElement(Atom + "title", new XAttribute("type", "text"), entity.Path[(entity.Path.LastIndexOf('/') + 1)..]),
            new XElement(
                Atom + "content",
                new XAttribute("type", "application/xml"),
                new XElement(
                    Description + (isSubscription ? "SubscriptionDescription" : "QueueDescription"),
                    Field("LockDuration", XmlConvert.ToString(entity.LockDuration)),
                    Field("RequiresSession", XmlConvert.ToString(entity.RequiresSession)),
                    Field("MaxDeliveryCount", XmlConvert.ToString(entity.MaxDeliveryCount)),
                    Field("MessageCount", XmlConvert.ToString(counts.Active + counts.DeadLettered + counts.Scheduled)),
                    Field("Status", "Active"),
                    new XElement(
                        Description + "CountDetails",
                        Count("ActiveMessageCount", counts.Active),
                        Count("DeadLetterMessageCount", counts.DeadLettered),
                        Count("ScheduledMessageCount", counts.Scheduled),
                        Count("TransferMessageCount", 0),
                        Count("TransferDeadLetterMessageCount", 0)))));
        context.Response.ContentType = "application/atom+xml;type=entry;charset=utf-8";
        return context.Response.WriteAsync(entry.ToString(SaveOptions.DisableFormatting), context.RequestAborted);
    }

    private static XElement Field(string name, string value) => new(Description + name, value);

    private static XElement Count(string name, long value) => new(Details + name, value.ToString(CultureInfo.InvariantCulture));
}
