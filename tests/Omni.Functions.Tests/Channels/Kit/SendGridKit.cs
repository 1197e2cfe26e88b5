namespace Omni.Functions.Tests.Channels.Kit;

public sealed class SendGridKit : ProviderKit<SendGridKit>, IProvider
{
    public static string Name => "sendgrid";

    /// <summary>Inbound Parse sends nothing but mail.</summary>
    protected override IReadOnlyList<string> RequiredSamples => ["text", "unsupported"];

    /// <summary>The credentials in the address travel along; the signature of a security policy is in <see cref="SendGridTests"/>.</summary>
    protected override bool SignsContent => false;
}
