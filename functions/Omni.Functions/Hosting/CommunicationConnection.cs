using Azure.Core;
using Omni.Azure.Communication.Email;
using Omni.Azure.Communication.Sms;

namespace Omni.Functions.Hosting;

/// <summary>Makes the clients of Communication Services out of the settings. Whoever sends repeats, and knows when: the clients do not.</summary>
internal static class CommunicationConnection
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);

    public static EmailClient ToEmail(CommunicationOptions options) => string.IsNullOrEmpty(options.Endpoint)
        ? new EmailClient(options.ConnectionString!, Once(new EmailClientOptions())) // One of both is there, or nobody asks.
        : new EmailClient(new Uri(options.Endpoint), Connections.Identity(options.ClientId), Once(new EmailClientOptions()));

    public static SmsClient ToSms(CommunicationOptions options) => string.IsNullOrEmpty(options.Endpoint)
        ? new SmsClient(options.ConnectionString!, Once(new SmsClientOptions())) // As above.
        : new SmsClient(new Uri(options.Endpoint), Connections.Identity(options.ClientId), Once(new SmsClientOptions()));

    private static T Once<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = LongestRequest;
        return options;
    }
}
