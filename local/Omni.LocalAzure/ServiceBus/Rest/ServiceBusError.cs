using System.Globalization;
using System.Xml.Linq;

namespace Omni.LocalAzure.ServiceBus.Rest;

/// <summary>An error answer in the service's form.</summary>
internal static class ServiceBusError
{
    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        var text = $"{detail} TrackingId:{Guid.NewGuid()}, SystemTracker:{context.Request.Host.Host}:{context.Request.Path}";
        var error = new XElement("Error", new XElement("Code", status.ToString(CultureInfo.InvariantCulture)), new XElement("Detail", text));
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml; charset=utf-8";
        return context.Response.WriteAsync(error.ToString(SaveOptions.DisableFormatting), context.RequestAborted);
    }
}
