namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>Sends to one queue or topic. Thread-safe.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly EntityConnection _entity = null!; // Set but in mocks, which override every use.

    protected ServiceBusSender()
    {
    }

    internal ServiceBusSender(EntityConnection entity) => _entity = entity;

    public virtual string EntityPath => _entity.EntityPath;

    public virtual bool IsClosed { get; private set; }

    /// <summary>Returns when the service has stored the message.</summary>
    /// <exception cref="ServiceBusException">Not stored, or not known to be: send again with the same message id.</exception>
    public virtual async Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ObjectDisposedException.ThrowIf(IsClosed, this);
        MessageTrace.Write(message);
        // Header names lose their case on the way; names in a batch element do not.
        if (message.HasApplicationProperties && BatchElement.CanHold(message))
            await SendAloneInBatchAsync(message, cancellationToken).ConfigureAwait(false);
        else
            await SingleSend.PostAsync(_entity, message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends in order, in as few requests as the size limit allows. A failure may leave a part sent.</summary>
    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return SendAsync(messages, cancellationToken);
    }

    /// <summary>Not available over REST, which returns no sequence number: set <see cref="ServiceBusMessage.ScheduledEnqueueTime"/> and send.</summary>
    public virtual Task<long> ScheduleMessageAsync(
        ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("REST returns no sequence number. Set ScheduledEnqueueTime and send the message.");

    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A scheduled message cannot be cancelled over REST.");

    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Quotes and control characters grow in a batch. A message that is too large only there still goes as it is.</summary>
    private async Task SendAloneInBatchAsync(ServiceBusMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync([message], cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceBusException refusal)
            when (refusal.Reason == ServiceBusFailureReason.MessageSizeExceeded && SingleSend.CanHold(message.ApplicationProperties))
        {
            await SingleSend.PostAsync(_entity, message, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken)
    {
        using var batch = new BatchSend(_entity);
        foreach (var message in messages)
        {
            MessageTrace.Write(message);
            if (BatchElement.CanHold(message))
            {
                await batch.AddAsync(message, cancellationToken).ConfigureAwait(false);
                continue;
            }

            await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
            await SingleSend.PostAsync(_entity, message, cancellationToken).ConfigureAwait(false);
        }

        await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
        batch.ReturnBuffer();
    }
}
