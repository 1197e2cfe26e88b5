namespace Omni.Functions.Tests.Channels.Kit;

public sealed class InstagramKit : ProviderKit<InstagramKit>, IProvider
{
    public static string Name => "instagram";
}
