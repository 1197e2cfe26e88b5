namespace Omni.Functions.Tests.Channels.Kit;

public sealed class MailgunKit : ProviderKit<MailgunKit>, IProvider
{
    public static string Name => "mailgun";

    /// <summary>Mailgun signs a time and a token, not the mail.</summary>
    protected override bool SignsContent => false;
}
