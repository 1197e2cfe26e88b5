namespace Omni.Functions.Tests.Channels.Kit;

public sealed class FormKit : ProviderKit<FormKit>, IProvider
{
    public static string Name => "form";

    /// <summary>A site sends nothing but forms.</summary>
    protected override IReadOnlyList<string> RequiredSamples => ["text", "unsupported"];
}
