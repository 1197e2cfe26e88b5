using System.Text;
using Omni.Drivers.Providers;

namespace Omni.Functions.Tests.Channels.Kit;

public sealed class LiveTexKit : ProviderKit<LiveTexKit>, IProvider
{
    public static string Name => "livetex";

    /// <summary>The agreed key travels along, inside the body.</summary>
    protected override bool SignsContent => false;

    protected override byte[] Unproven(ProviderCall call) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(call.Body).Replace("webhook_key", "another_key", StringComparison.Ordinal));
}
