using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays HubSpot's side of an app's webhooks.</summary>
public sealed class HubSpot(string publicUrl, string clientSecret)
{
    private const long Portal = 62515000;
    private const long App = 54321;

    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) => Sign(call, setting("Channels__HubSpot__ClientSecret"));

    /// <param name="contact">The id of the contact.</param>
    /// <param name="eventId">HubSpot's number of the event.</param>
    /// <param name="property">Its name in HubSpot, such as phone.</param>
    /// <param name="value">What it is now.</param>
    /// <param name="at">When.</param>
    public SignedRequest PropertyChanged(long contact, long eventId, string property, string value, DateTimeOffset at) => Sign(
        new ProviderCall
        {
            Provider = "hubspot",
            PublicUrl = publicUrl,
            ContentType = "application/json",
            At = at,
            Body = JsonSerializer.SerializeToUtf8Bytes(new[]
            {
                new
                {
                    eventId,
                    subscriptionId = 12345,
                    portalId = Portal,
                    appId = App,
                    occurredAt = at.ToUnixTimeMilliseconds(),
                    subscriptionType = "contact.propertyChange",
                    attemptNumber = 0,
                    objectId = contact,
                    changeSource = "CRM",
                    propertyName = property,
                    propertyValue = value,
                },
            }),
        },
        clientSecret);

    private static SignedRequest Sign(ProviderCall call, string clientSecret)
    {
        var time = call.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes(call.Method + call.Url), .. call.Body, .. Encoding.UTF8.GetBytes(time)];
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(clientSecret), signed));
        return call.ProvenBy(KeyValuePair.Create("X-HubSpot-Signature-v3", signature), KeyValuePair.Create("X-HubSpot-Request-Timestamp", time));
    }
}
