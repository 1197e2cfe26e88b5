namespace Omni.Functions.Tests.Channels.Kit;

public sealed class TwilioWhatsAppKit : ProviderKit<TwilioWhatsAppKit>, IProvider
{
    public static string Name => "twilio-whatsapp";
}
