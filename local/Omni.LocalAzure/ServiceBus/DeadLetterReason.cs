namespace Omni.LocalAzure.ServiceBus;

/// <summary>Why a message became a dead letter, as its application properties tell it.</summary>
internal sealed record DeadLetterReason(string Reason, string Description)
{
    private const string ReasonName = "DeadLetterReason";
    private const string DescriptionName = "DeadLetterErrorDescription";

    public static readonly DeadLetterReason Expired =
        new("TTLExpiredException", "The message expired and was dead lettered.");

    public static readonly DeadLetterReason NoSession =
        new("Session ID is null", "The entity requires sessions and the message has no SessionId.");

    public static DeadLetterReason TooManyDeliveries(int limit) =>
        new("MaxDeliveryCountExceeded", $"Message could not be consumed after {limit} delivery attempts.");

    public BrokerMessage AddTo(BrokerMessage message) => message with
    {
        ApplicationProperties = new Dictionary<string, object>(message.ApplicationProperties, StringComparer.OrdinalIgnoreCase)
        {
            [ReasonName] = Reason,
            [DescriptionName] = Description,
        },
    };

    public static BrokerMessage RemoveFrom(BrokerMessage message)
    {
        var properties = new Dictionary<string, object>(message.ApplicationProperties, StringComparer.OrdinalIgnoreCase);
        properties.Remove(ReasonName);
        properties.Remove(DescriptionName);
        return message with { ApplicationProperties = properties };
    }
}
