using System.Text;
using Omni.Drivers.Providers;

namespace Omni.Functions.Tests.Channels.Kit;

public sealed class VkKit : ProviderKit<VkKit>, IProvider
{
    public static string Name => "vk";

    /// <summary>VK sends the agreed secret along, in the body.</summary>
    protected override bool SignsContent => false;

    protected override byte[] Unproven(ProviderCall call) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(call.Body).Replace(Samples.Setting("Vk", "Secret")!, "", StringComparison.Ordinal));
}
