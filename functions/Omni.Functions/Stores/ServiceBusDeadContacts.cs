using System.Globalization;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Stores;

/// <summary>The dead letters of subscription <c>customers</c>, sent to the topic again as new messages.</summary>
public sealed class ServiceBusDeadContacts(Lazy<ServiceBusClient> client) : IDeadContacts
{
    private const string CounterName = "redriven";
    private const string DiedOfFailures = "MaxDeliveryCountExceeded";
    private const int MostRedrives = 5;

    /// <summary>One run ends well before the next minute.</summary>
    private const int MostAtOnce = 500;

    private static readonly TimeSpan NoWait = TimeSpan.Zero;

    public async Task<int> ReviveAsync(CancellationToken cancellation)
    {
        await using var dead = client.Value.CreateReceiver(
            ContactTopic.Name, ContactTopic.Subscription, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        await using var topic = client.Value.CreateSender(ContactTopic.Name);
        var (revived, left) = (0, new List<ServiceBusReceivedMessage>());
        while (revived + left.Count < MostAtOnce && await dead.ReceiveMessageAsync(NoWait, cancellation) is { } message)
        {
            if (Revived(message) is not { } again)
            {
                // Held until the end, or it would be received again at once.
                left.Add(message);
                continue;
            }

            await topic.SendMessageAsync(again, cancellation);
            await dead.CompleteMessageAsync(message, cancellation);
            revived++;
        }

        foreach (var message in left)
            await dead.AbandonMessageAsync(message, cancellationToken: cancellation);
        return revived;
    }

    /// <summary>Null for one that died of something else, or too often.</summary>
    private static ServiceBusMessage? Revived(ServiceBusReceivedMessage message)
    {
        var redriven = 1 + (message.ApplicationProperties.TryGetValue(CounterName, out var counter)
            ? Convert.ToInt32(counter, CultureInfo.InvariantCulture)
            : 0);
        if (message.DeadLetterReason != DiedOfFailures || redriven > MostRedrives)
            return null;

        // Duplicate detection must not take it for the message it was.
        var original = message.MessageId?.Split('~')[0];
        return new ServiceBusMessage(message)
        {
            MessageId = $"{original}~{redriven.ToString(CultureInfo.InvariantCulture)}",
            ApplicationProperties = { [CounterName] = redriven },
        };
    }
}
