namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>Application properties that the broker adds when it moves a message to the dead-letter sub-queue.</summary>
internal static class DeadLetterProperties
{
    public const string Reason = "DeadLetterReason";

    public const string ErrorDescription = "DeadLetterErrorDescription";
}
