namespace Omni.Functions.Tests.Channels.Kit;

public sealed class AmoCrmKit : ProviderKit<AmoCrmKit>, IProvider
{
    public static string Name => "amocrm";

    /// <summary>A CRM sends no messages.</summary>
    protected override IReadOnlyList<string> RequiredSamples => ["contact-added", "contacts-updated", "contact-deleted", "lead-status", "unknown-event"];

    /// <summary>amoCRM signs nothing; the key is in the address.</summary>
    protected override bool SignsContent => false;

    /// <summary>The id comes first.</summary>
    protected override byte[] CutShort(byte[] body) => body[.."contacts%5Badd%5D%5B0%5D".Length];
}
