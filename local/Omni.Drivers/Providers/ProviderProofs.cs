namespace Omni.Drivers.Providers;

/// <summary>How each provider proves that a call is its own.</summary>
public static class ProviderProofs
{
    private static readonly Dictionary<string, Func<ProviderCall, Func<string, string>, SignedRequest>> _proofs = new()
    {
        ["acs"] = EventGrid.Prove,
        ["amocrm"] = AmoCrm.Prove,
        ["bitrix24"] = Bitrix24.Prove,
        ["form"] = SiteForm.Prove,
        ["hubspot"] = HubSpot.Prove,
        ["instagram"] = MetaMessaging.ProveInstagram,
        ["jivo"] = JivoWidget.Prove,
        ["livetex"] = LiveTexMessaging.Prove,
        ["mailgun"] = MailgunRoute.Prove,
        ["messenger"] = MetaMessaging.ProveMessenger,
        ["postmark"] = PostmarkInbound.Prove,
        ["sendgrid"] = SendGridParse.Prove,
        ["telegram"] = TelegramBot.Prove,
        ["twilio-sms"] = Twilio.Prove,
        ["twilio-voice"] = Twilio.Prove,
        ["twilio-whatsapp"] = Twilio.Prove,
        ["viber"] = ViberBot.Prove,
        ["vk"] = (call, _) => call.ProvenBy(), // The proof is a member of the body.
        ["vonage"] = Vonage.Prove,
        ["whatsapp"] = WhatsAppCloud.Prove,
    };

    /// <param name="call">What is sent.</param>
    /// <param name="setting">Gives a setting by its whole name, as in <c>Channels__WhatsApp__AppSecret</c>.</param>
    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) => _proofs[call.Provider](call, setting);
}
