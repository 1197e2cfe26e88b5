namespace Omni.Functions.Tests.Channels.Kit;

public sealed class MessengerKit : ProviderKit<MessengerKit>, IProvider
{
    public static string Name => "messenger";
}
