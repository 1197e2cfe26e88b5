namespace Omni.Functions.Tests.Channels.Kit;

public sealed class TwilioSmsKit : ProviderKit<TwilioSmsKit>, IProvider
{
    public static string Name => "twilio-sms";
}
