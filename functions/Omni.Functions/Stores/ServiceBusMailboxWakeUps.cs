using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Customers;
using Omni.Functions.Ingestion;
using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Stores;

/// <summary>
/// Orders on a queue that drops what it was told before. Each falls due at the end of the span of time in which it was given, under the name of that span: however
/// many notices come, the mailbox is read once for all of them, and after the last.
/// </summary>
public sealed class ServiceBusMailboxWakeUps(ServiceBusSender sender, TimeProvider clock) : IMailboxWakeUps
{
    private const int SpanSeconds = 4;

    public async Task OrderAsync(WakeUp wakeUp, CancellationToken cancellation)
    {
        try
        {
            await BusFailures.GuardAsync(() => sender.SendMessageAsync(MessageOf(wakeUp), cancellation), cancellation);
        }
        catch (StoreUnavailableException failure)
        {
            throw new TopicUnavailableException(failure.Message, failure);
        }
    }

    private ServiceBusMessage MessageOf(WakeUp wakeUp)
    {
        var due = ((clock.GetUtcNow().ToUnixTimeSeconds() / SpanSeconds) + 1) * SpanSeconds;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wakeUp.Mailbox)).AsSpan(0, 16));
        return new ServiceBusMessage(WakeUpMessage.Write(wakeUp))
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{name}-{due}{(wakeUp.RenewsSubscription ? "-renew" : "")}"),
            Subject = "omni.mailbox.changed",
            ScheduledEnqueueTime = DateTimeOffset.FromUnixTimeSeconds(due),
        };
    }
}
