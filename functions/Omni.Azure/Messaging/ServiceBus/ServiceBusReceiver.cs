using System.Globalization;
using Azure.Core;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>Receives one message at a time from an entity without sessions, or from a dead-letter sub-queue.</summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    // The service holds a receive open this long at most; within the network timeout of the pipeline.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(55);

    private readonly EntityConnection _entity = null!; // Set but in mocks, which override every use.

    protected ServiceBusReceiver()
    {
    }

    internal ServiceBusReceiver(EntityConnection entity, ServiceBusReceiverOptions options)
    {
        _entity = entity;
        ReceiveMode = options.ReceiveMode;
    }

    public virtual string EntityPath => _entity.EntityPath;

    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    public virtual bool IsClosed { get; private set; }

    /// <returns>Null when no message came within <paramref name="maxWaitTime"/>, at most 55 seconds.</returns>
    /// <exception cref="InvalidOperationException">The entity requires sessions.</exception>
    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(
        TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        var wait = maxWaitTime is { } asked && asked < LongestWait ? asked : LongestWait;
        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        using var message = _entity.CreateMessage(
            ReceiveMode == ServiceBusReceiveMode.PeekLock ? RequestMethod.Post : RequestMethod.Delete,
            _entity.AddressOf($"head?timeout={seconds}"));
        if (ReceiveMode == ServiceBusReceiveMode.PeekLock) message.Request.Content = RequestContent.Create(ReadOnlyMemory<byte>.Empty);
        var response = await _entity.SendAsync(message, settles: false, cancellationToken).ConfigureAwait(false);
        return response.Status == 204 ? null : ReceivedMessageReader.Read(response);
    }

    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(RequestMethod.Delete, message, cancellationToken);

    /// <summary>Gives the message back at once. REST cannot change its properties.</summary>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        propertiesToModify is { Count: > 0 }
            ? throw new NotSupportedException("Properties cannot be changed over REST.")
            : SettleAsync(RequestMethod.Put, message, cancellationToken);

    /// <summary>REST does not tell the new end of the lock: <see cref="ServiceBusReceivedMessage.LockedUntil"/> keeps the first one.</summary>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(RequestMethod.Post, message, cancellationToken);

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

    private async Task SettleAsync(RequestMethod method, ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ObjectDisposedException.ThrowIf(IsClosed, this);
        using var http = _entity.CreateMessage(method, LockAddress(message));
        if (method != RequestMethod.Delete) http.Request.Content = RequestContent.Create(ReadOnlyMemory<byte>.Empty);
        await _entity.SendAsync(http, settles: true, cancellationToken).ConfigureAwait(false);
    }

    // The service names the lock itself; its word counts only for its own host, so that no token goes elsewhere.
    private Uri LockAddress(ServiceBusReceivedMessage message) =>
        message.LockLocation is { } location && location.Authority == _entity.Host.Authority && location.Scheme == _entity.Host.Scheme
            ? location
            : _entity.AddressOf(string.Create(CultureInfo.InvariantCulture, $"{message.SequenceNumber}/{message.LockToken}"));
}
