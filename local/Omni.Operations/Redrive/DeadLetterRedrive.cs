using System.Globalization;
using Omni.Azure.Messaging.ServiceBus;

namespace Omni.Operations.Redrive;

/// <summary>
/// Sends dead letters to their queue or topic again, in their order. Each is completed only after its copy was taken: when the run is killed in
/// between, the next run sends the same copy under the same id, which duplicate detection knows.
/// </summary>
public sealed class DeadLetterRedrive(ServiceBusClient client, DeadLetterAddress address)
{
    /// <summary>Where the app counts its own attempts; a person's decision begins a new count.</summary>
    private const string CounterName = "redriven";

    private readonly List<ServiceBusReceivedMessage> _held = [];
    private readonly List<LeftDeadLetter> _left = [];
    private readonly HashSet<string> _sent = [];

    public async Task<RedriveOutcome> RunAsync(int max, CancellationToken cancellation)
    {
        await using var dead = OpenDeadLetters();
        await using var sender = client.CreateSender(address.Entity);
        string? outage = null;
        try
        {
            for (var taken = 0; taken < max && await dead.ReceiveMessageAsync(TimeSpan.Zero, cancellation) is { } message; taken++)
            {
                if (!await MoveAsync(message, dead, sender, cancellation)) break;
            }
        }
        catch (ServiceBusException failure) when (failure.IsTransient)
        {
            outage = failure.Reason.ToString();
        }
        finally
        {
            await GiveBackAsync(dead);
        }

        return new RedriveOutcome(_sent.Count, _left, outage);
    }

    private ServiceBusReceiver OpenDeadLetters()
    {
        var options = new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter };
        return address.Subscription is null ? client.CreateReceiver(address.Entity, options) : client.CreateReceiver(address.Entity, address.Subscription, options);
    }

    /// <returns>False when the dead letters have come round: what follows died during this run.</returns>
    private async Task<bool> MoveAsync(ServiceBusReceivedMessage message, ServiceBusReceiver dead, ServiceBusSender sender, CancellationToken cancellation)
    {
        // Held until the end, or it would be received again at once.
        _held.Add(message);
        if (_sent.Contains(message.MessageId ?? ""))
        {
            _left.Add(new LeftDeadLetter(message.MessageId, "died again"));
            return false;
        }

        var again = CopyOf(message);
        try
        {
            await sender.SendMessageAsync(again, cancellation);
        }
        catch (Exception refusal) when (refusal is ArgumentException or InvalidOperationException or ServiceBusException { IsTransient: false })
        {
            _left.Add(new LeftDeadLetter(message.MessageId, refusal is ServiceBusException known ? known.Reason.ToString() : "Refused"));
            return true;
        }

        _sent.Add(again.MessageId ?? "");
        await dead.CompleteMessageAsync(message, cancellation);
        _held.Remove(message);
        return true;
    }

    /// <summary>
    /// A new id for each death, so that duplicate detection takes it for no earlier message. The app puts its own count behind a tilde, and so
    /// never makes an id again that it made before this copy.
    /// </summary>
    private static ServiceBusMessage CopyOf(ServiceBusReceivedMessage message)
    {
        var original = message.MessageId?.Split('~', '@')[0];
        var copy = new ServiceBusMessage(message)
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{original}@{message.SequenceNumber}"),
        };
        copy.ApplicationProperties.Remove(CounterName);
        return copy;
    }

    /// <summary>Also when the person has had enough.</summary>
    private async Task GiveBackAsync(ServiceBusReceiver dead)
    {
        foreach (var message in _held)
        {
            try
            {
                await dead.AbandonMessageAsync(message, cancellationToken: CancellationToken.None);
            }
            catch (ServiceBusException)
            {
                // Its lock ends by itself.
            }
        }
    }
}
