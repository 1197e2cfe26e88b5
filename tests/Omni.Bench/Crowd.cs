using System.Globalization;
using Omni.Drivers.Providers;

namespace Omni.Bench;

/// <summary>Many invented customers who write WhatsApp messages; every request is built and signed before the clock starts.</summary>
internal static class Crowd
{
    public static SignedRequest[] Messages(WhatsAppCloud whatsApp, string run, int customers, int messages, DateTimeOffset at) =>
    [
        .. Enumerable.Range(0, messages).Select(i => whatsApp.Text(Phone(i % customers), $"Customer {i % customers}", $"wamid.{run}.{i}", $"Message {i} of this run, about as long as people write.", at)),
    ];

    /// <summary>As many customers as messages, all in one request.</summary>
    public static SignedRequest Batch(WhatsAppCloud whatsApp, string run, int messages, DateTimeOffset at) =>
        whatsApp.Texts([.. Enumerable.Range(0, messages).Select(i => (Phone(i), $"Customer {i}", $"wamid.{run}.{i}", $"Message {i} of this run, about as long as people write."))], at);

    /// <summary>Digits in a range that is set aside for fiction.</summary>
    public static string Phone(int customer) => "4477009" + customer.ToString("D5", CultureInfo.InvariantCulture);
}
