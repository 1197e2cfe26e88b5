using System.Globalization;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Stores;

/// <summary>
/// The dead letters of a subscription, or of a queue: sent to the topic, or the queue, again as new messages, or, those that no further attempt will
/// help, to quarantine, so that they do not stand in the way of the others.
/// </summary>
public sealed partial class ServiceBusDeadContacts(
    string entity, string? subscription, Lazy<ServiceBusClient> client, IQuarantine quarantine, ILogger<ServiceBusDeadContacts> logger) : IDeadContacts
{
    private const string DiedOfFailures = "MaxDeliveryCountExceeded";
    private const int MostRedrives = 5;

    /// <summary>One run ends well before the next minute.</summary>
    private const int MostAtOnce = 500;

    private static readonly TimeSpan NoWait = TimeSpan.Zero;

    public async Task<int> ReviveAsync(CancellationToken cancellation)
    {
        var ofTheDead = new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter };
        await using var dead = subscription is null ? client.Value.CreateReceiver(entity, ofTheDead) : client.Value.CreateReceiver(entity, subscription, ofTheDead);
        await using var sender = client.Value.CreateSender(entity);
        var (revived, left) = (0, new List<ServiceBusReceivedMessage>());
        for (var taken = 0; taken < MostAtOnce && await dead.ReceiveMessageAsync(NoWait, cancellation) is { } message; taken++)
        {
            try
            {
                if (await MoveAsync(message, sender, cancellation))
                    revived++;
                await dead.CompleteMessageAsync(message, cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Held until the end, or it would be received again at once.
                left.Add(message);
                LogLeft(message.MessageId, failure.GetType().Name);
                if (IsOutage(failure))
                    break;
            }
        }

        await GiveBackAsync(dead, left, cancellation);
        return revived;
    }

    /// <returns>Whether it is on the topic again; it is in quarantine otherwise.</returns>
    private async Task<bool> MoveAsync(ServiceBusReceivedMessage message, ServiceBusSender sender, CancellationToken cancellation)
    {
        if (Revived(message) is not { } again)
        {
            await SetAsideAsync(message, message.DeadLetterReason ?? "DeadLettered", cancellation);
            return false;
        }

        try
        {
            await sender.SendMessageAsync(again, cancellation);
            return true;
        }
        catch (Exception failure) when (BusFailures.IsAboutTheMessage(failure))
        {
            await SetAsideAsync(message, "Refused", cancellation);
            return false;
        }
    }

    private async Task SetAsideAsync(ServiceBusReceivedMessage message, string reason, CancellationToken cancellation)
    {
        await quarantine.SendAsync(new QuarantinedMessage(message.MessageId ?? "", reason, message.Body.ToMemory()), cancellation);
        LogHopeless(message.MessageId, reason);
    }

    /// <summary>Null for one that died of something else, or too often.</summary>
    private static ServiceBusMessage? Revived(ServiceBusReceivedMessage message)
    {
        var redriven = 1 + RedrivesOf(message);
        if (message.DeadLetterReason != DiedOfFailures || redriven > MostRedrives)
            return null;

        // Duplicate detection must not take it for the message it was.
        var original = message.MessageId?.Split('~')[0];
        return new ServiceBusMessage(message)
        {
            MessageId = $"{original}~{redriven.ToString(CultureInfo.InvariantCulture)}",
            ApplicationProperties = { [ContactTopic.Redriven] = redriven },
        };
    }

    private static int RedrivesOf(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue(ContactTopic.Redriven, out var counter)
        && int.TryParse(Convert.ToString(counter, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var redriven)
            ? redriven
            : 0;

    private static bool IsOutage(Exception failure) => failure is StoreUnavailableException or ServiceBusException { IsTransient: true };

    private async Task GiveBackAsync(ServiceBusReceiver dead, List<ServiceBusReceivedMessage> messages, CancellationToken cancellation)
    {
        foreach (var message in messages)
        {
            try
            {
                await dead.AbandonMessageAsync(message, cancellationToken: cancellation);
            }
            catch (ServiceBusException failure)
            {
                // Its lock ends by itself.
                LogLeft(message.MessageId, failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Dead message {MessageId} is beyond help ({Reason}) and is in quarantine")]
    private partial void LogHopeless(string? messageId, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Dead message {MessageId} stays dead until the next run ({Failure})")]
    private partial void LogLeft(string? messageId, string failure);
}
