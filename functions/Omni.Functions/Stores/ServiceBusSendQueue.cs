using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Ingestion;

namespace Omni.Functions.Stores;

/// <summary>
/// Lets waiting groups of messages share a request: at most <see cref="Lanes"/> are under way, and each takes what has
/// gathered meanwhile. A lone message never waits for company.
/// </summary>
internal sealed class ServiceBusSendQueue(ServiceBusSender sender, TimeProvider clock)
{
    private const int Lanes = 4;
    private const int LargestBatch = 256;
    private const int MostBytes = 240 * 1024;
    private const int MostWaiting = 20_000;
    private const long MostBytesWaiting = 32 * 1024 * 1024;

    /// <summary>Shorter than what providers wait before they hang up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Queue<ServiceBusSendGroup> waiting = [];
    private int waitingMessages;
    private long waitingBytes;
    private int underWay;

    /// <summary>Returns when all of them are stored. They may be sent even if the caller gives up: sending again is harmless.</summary>
    /// <exception cref="TopicUnavailableException">At least one is not known to be stored.</exception>
    public async Task SendAsync(IReadOnlyList<ServiceBusMessage> messages, int bytes, CancellationToken cancellationToken)
    {
        var group = new ServiceBusSendGroup(messages, bytes);
        if (Enqueue(group))
            _ = DrainAsync();
        try
        {
            await group.Completion.WaitAsync(Patience, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException failure)
        {
            group.GiveUp();
            throw new TopicUnavailableException("The topic did not answer in time.", failure);
        }
        catch (OperationCanceledException)
        {
            group.GiveUp();
            throw;
        }
    }

    /// <summary>True when a lane is free and the caller has to start it.</summary>
    private bool Enqueue(ServiceBusSendGroup group)
    {
        lock (gate)
        {
            if (waitingMessages >= MostWaiting || waitingBytes >= MostBytesWaiting)
                throw new TopicUnavailableException("Too many contacts wait for the topic.");
            waiting.Enqueue(group);
            waitingMessages += group.Messages.Count;
            waitingBytes += group.Bytes;
            if (underWay == Lanes)
                return false;
            underWay++;
            return true;
        }
    }

    /// <summary>Owns every failure of its batches: each is told to the groups it belongs to.</summary>
    private async Task DrainAsync()
    {
        while (TakeBatch() is { Count: > 0 } batch)
        {
            // A connection that swallows everything must not keep the lane: by then nobody waits for this batch.
            using var patience = new CancellationTokenSource(Patience, clock);
            await SendBatchAsync(batch, patience.Token).ConfigureAwait(false);
        }
    }

    private List<ServiceBusSendGroup> TakeBatch()
    {
        var batch = new List<ServiceBusSendGroup>();
        var (messages, bytes) = (0, 0);
        lock (gate)
        {
            while (waiting.TryPeek(out var next) && (batch.Count == 0 || (messages + next.Messages.Count <= LargestBatch && bytes + next.Bytes <= MostBytes)))
            {
                waiting.Dequeue();
                waitingMessages -= next.Messages.Count;
                waitingBytes -= next.Bytes;
                if (next.IsGivenUp)
                    continue;
                batch.Add(next);
                messages += next.Messages.Count;
                bytes += next.Bytes;
            }

            if (batch.Count == 0)
                underWay--;
        }

        return batch;
    }

    private async Task SendBatchAsync(List<ServiceBusSendGroup> batch, CancellationToken patience)
    {
        try
        {
            await sender.SendMessagesAsync(batch.SelectMany(group => group.Messages), patience).ConfigureAwait(false);
            batch.ForEach(group => group.Complete());
        }
        catch (Exception refusal) when (batch.Count > 1 && MayConcernOneMessage(refusal))
        {
            // The broker answers, and refuses: let the group it refuses fail alone.
            foreach (var group in batch)
                await SendBatchAsync([group], patience).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            batch.ForEach(group => group.Fail(failure));
        }
    }

    /// <summary>Refusals of the credentials or of the entity concern all; asking for each alone would change nothing.</summary>
    private static bool MayConcernOneMessage(Exception refusal) => refusal switch
    {
        ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityNotFound } => false,
        ServiceBusException { IsTransient: var isTransient } => !isTransient,
        _ => refusal is ArgumentException or InvalidOperationException,
    };
}
