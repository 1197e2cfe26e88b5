namespace Omni.Drivers.Providers;

/// <summary>How each provider proves that a call is its own.</summary>
public static class ProviderProofs
{
    private static readonly Dictionary<string, Func<ProviderCall, Func<string, string>, SignedRequest>> _proofs = new()
    {
        ["amocrm"] = AmoCrm.Prove,
        ["bitrix24"] = Bitrix24.Prove,
        ["form"] = SiteForm.Prove,
        ["hubspot"] = HubSpot.Prove,
        ["telegram"] = TelegramBot.Prove,
        ["whatsapp"] = WhatsAppCloud.Prove,
    };

    /// <param name="call">What is sent.</param>
    /// <param name="setting">Gives a setting by its whole name, as in <c>Channels__WhatsApp__AppSecret</c>.</param>
    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) => _proofs[call.Provider](call, setting);
}
