namespace Omni.Azure.Communication.Email;

public sealed class EmailClientOptions : CommunicationClientOptions
{
    internal const string ServiceVersion = "2025-09-01";
}
