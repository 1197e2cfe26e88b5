namespace Omni.Functions.Customers;

/// <summary>Where messages wait for a person to look at them.</summary>
public interface IQuarantine
{
    Task SendAsync(QuarantinedMessage message, CancellationToken cancellation);
}

/// <param name="MessageId">The id it had on the topic.</param>
/// <param name="Reason">One word.</param>
/// <param name="Body">The bytes as they came.</param>
public sealed record QuarantinedMessage(string MessageId, string Reason, ReadOnlyMemory<byte> Body);
