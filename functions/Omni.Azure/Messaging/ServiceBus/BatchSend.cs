using System.Text.Json;
using Azure.Core;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>Sends text messages in as few batches as their sizes allow, in order.</summary>
internal sealed class BatchSend : IDisposable
{
    /// <summary>256 KB less five per cent, which the service adds in properties of its own.</summary>
    public const int Limit = 256 * 1024 / 100 * 95;

    private const int InitialSize = 16 * 1024;

    private readonly EntityConnection _entity;
    private readonly PooledBuffer _buffer = new(InitialSize);
    private readonly Utf8JsonWriter _json;

    public BatchSend(EntityConnection entity)
    {
        _entity = entity;
        _json = new Utf8JsonWriter(_buffer, BatchElement.Json);
    }

    public async Task AddAsync(ServiceBusMessage message, CancellationToken cancellationToken)
    {
        var start = _buffer.Length;
        _buffer.Append(start == 0 ? (byte)'[' : (byte)',');
        BatchElement.Write(_json, message);
        _json.Reset();
        if (_buffer.Length + 1 <= Limit) return;

        if (start > 0)
        {
            await PostAsync(start, cancellationToken).ConfigureAwait(false);
            _buffer.MoveTail(start, 0);
            _buffer[0] = (byte)'[';
        }

        if (_buffer.Length + 1 > Limit)
            throw new ServiceBusException(
                $"A message of {_buffer.Length} bytes exceeds the limit of {Limit}.", ServiceBusFailureReason.MessageSizeExceeded, _entity.EntityPath);
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_buffer.Length == 0) return;
        await PostAsync(_buffer.Length, cancellationToken).ConfigureAwait(false);
        _buffer.MoveTail(_buffer.Length, 0);
    }

    /// <summary>Only after success: a request that was given up may still be reading the memory.</summary>
    public void ReturnBuffer() => _buffer.Return();

    public void Dispose() => _json.Dispose();

    private async Task PostAsync(int end, CancellationToken cancellationToken)
    {
        // The closing bracket goes where the next element begins; the first byte of that one is known.
        if (end == _buffer.Length) _buffer.Append((byte)']');
        else _buffer[end] = (byte)']';
        using var message = _entity.CreateMessage(RequestMethod.Post);
        // Any parameter, a charset too, would make the service take the array for one message.
        message.Request.Headers.SetValue(HttpHeader.Names.ContentType, "application/vnd.microsoft.servicebus.json");
        message.Request.Content = RequestContent.Create(_buffer.First(end + 1));
        await _entity.SendAsync(message, settles: false, cancellationToken).ConfigureAwait(false);
    }
}
