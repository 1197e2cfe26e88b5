namespace Omni.Functions.Tests.Channels.Kit;

public sealed class JivoKit : ProviderKit<JivoKit>, IProvider
{
    public static string Name => "jivo";

    /// <summary>The agreed key travels along, in the address.</summary>
    protected override bool SignsContent => false;
}
