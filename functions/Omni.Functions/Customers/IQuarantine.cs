namespace Omni.Functions.Customers;

/// <summary>
/// Where messages wait for a person to look at them. Each method throws <see cref="StoreUnavailableException"/> when the queue cannot
/// answer now.
/// </summary>
public interface IQuarantine
{
    /// <summary>Returns when the queue answers.</summary>
    Task ReachAsync(CancellationToken cancellation);

    Task SendAsync(QuarantinedMessage message, CancellationToken cancellation);
}

/// <param name="MessageId">The id it had on the topic.</param>
/// <param name="Reason">One word.</param>
/// <param name="Body">The bytes as they came.</param>
public sealed record QuarantinedMessage(string MessageId, string Reason, ReadOnlyMemory<byte> Body);
