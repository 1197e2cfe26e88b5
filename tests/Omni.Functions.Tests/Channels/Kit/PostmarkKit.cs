namespace Omni.Functions.Tests.Channels.Kit;

public sealed class PostmarkKit : ProviderKit<PostmarkKit>, IProvider
{
    public static string Name => "postmark";

    /// <summary>The credentials in the address travel along.</summary>
    protected override bool SignsContent => false;
}
