namespace Omni.Functions.Tests.Channels.Kit;

public sealed class ViberKit : ProviderKit<ViberKit>, IProvider
{
    public static string Name => "viber";
}
