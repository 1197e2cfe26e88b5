namespace Omni.Functions.Tests.Channels.Kit;

public sealed class TelegramKit : ProviderKit<TelegramKit>, IProvider
{
    public static string Name => "telegram";

    /// <summary>Telegram sends the agreed token along.</summary>
    protected override bool SignsContent => false;
}
