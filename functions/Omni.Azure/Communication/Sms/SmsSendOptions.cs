namespace Omni.Azure.Communication.Sms;

public sealed class SmsSendOptions(bool enableDeliveryReport)
{
    /// <summary>By an event of Event Grid.</summary>
    public bool EnableDeliveryReport { get; } = enableDeliveryReport;

    /// <summary>Comes back with the report.</summary>
    public string? Tag { get; set; }

    /// <summary>
    /// By which the service knows a message again when it is sent once more. The official client makes one for each call; whoever repeats calls, after
    /// a crash for example, has to keep it.
    /// </summary>
    public SmsRepeatability? Repeatability { get; set; }
}

/// <param name="RequestId">The same at each repetition.</param>
/// <param name="FirstSent">When it was sent first; the same at each repetition.</param>
public sealed record SmsRepeatability(Guid RequestId, DateTimeOffset FirstSent);
