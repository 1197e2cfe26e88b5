namespace Omni.Functions.Tests.Channels.Kit;

public sealed class WhatsAppKit : ProviderKit<WhatsAppKit>, IProvider
{
    public static string Name => "whatsapp";
}
