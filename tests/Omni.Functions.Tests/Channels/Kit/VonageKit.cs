namespace Omni.Functions.Tests.Channels.Kit;

public sealed class VonageKit : ProviderKit<VonageKit>, IProvider
{
    public static string Name => "vonage";
}
