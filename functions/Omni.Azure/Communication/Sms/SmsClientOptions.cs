namespace Omni.Azure.Communication.Sms;

public sealed class SmsClientOptions : CommunicationClientOptions
{
    /// <summary>Resources that do not know this version yet know 2021-03-07.</summary>
    public string ServiceVersion { get; set; } = "2026-01-23";
}
