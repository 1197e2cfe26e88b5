namespace Omni.Drivers.Providers;

/// <summary>
/// One ordinary contact through every provider, all from the same person: providers that show a phone number show the same one, and so with
/// addresses; of the others each knows the person by an id of its own.
/// </summary>
public sealed class OneOfEach(Func<string, string> setting, string run, DateTimeOffset at)
{
    public const string Phone = "+447700900777";
    public const string Email = "nina@example.com";

    private const string Digits = "447700900777";
    private const string Name = "Nina";
    private const string Words = "Is the blue sofa still in stock?";

    /// <summary>Numbers that differ from run to run, as providers count their messages.</summary>
    private readonly int _number = (int)(at.ToUnixTimeSeconds() % 1_000_000_000);

    private Twilio Twilio => new(setting);

    /// <summary>By a phone number.</summary>
    public IReadOnlyList<SignedRequest> WithPhone =>
    [
        new EventGrid(setting).Text(Phone, $"acs-{run}", Words, at),
        new SiteForm(setting("Channels__Form__Secret")).Filled(new { id = $"form-{run}", name = Name, phone = Phone, message = Words }),
        new JivoWidget(setting("Channels__Jivo__Key")).Text(_number, new JivoVisitor($"{_number}", Name, Phone: Phone), Words, at),
        new TelegramBot(setting("Channels__Telegram__SecretToken")).OwnPhone(700900777, Name, "K", _number, Phone, at),
        Twilio.Text(Phone, $"SM{run}", Words, at),
        Twilio.Call(Phone, $"CA{run}", "ringing", at),
        Twilio.WhatsAppText(Phone, Name, $"WA{run}", Words, at),
        new Vonage(setting).Text(Digits, $"vonage-{run}", Words, at),
        new WhatsAppCloud(setting("Channels__WhatsApp__AppSecret")).Text(Digits, Name, $"wamid.{run}", Words, at),
    ];

    /// <summary>By an address.</summary>
    public IReadOnlyList<SignedRequest> WithEmail =>
    [
        new SiteForm(setting("Channels__Form__Secret")).Filled(new { id = $"form-mail-{run}", name = Name, email = Email, message = Words }),
        new JivoWidget(setting("Channels__Jivo__Key")).Text(_number + 1, new JivoVisitor($"{_number + 1}", Name, Email: Email), Words, at),
        new MailgunRoute(setting("Channels__Mailgun__SigningKey")).Text(Email, Name, $"mailgun-{run}@example.com", "Sofa", Words, at),
        new PostmarkInbound(setting("Channels__Postmark__Username"), setting("Channels__Postmark__Password"))
            .Text(Email, Name, $"postmark-{run}", "Sofa", Words, at),
        new SendGridParse(setting("Channels__SendGrid__Username"), setting("Channels__SendGrid__Password"))
            .Text(Email, Name, $"sendgrid-{run}@example.com", "Sofa", Words, at),
    ];

    /// <summary>By an id that no other provider knows; with that id.</summary>
    public IReadOnlyList<(string Identity, SignedRequest Request)> WithIdsOfTheirOwn =>
    [
        ("bitrix24_contact:d897063e1ce7c5eb9f04b9750000f1c7:777", new Bitrix24(setting("Channels__Bitrix24__ApplicationToken")).ContactAdded(777, at)),
        ("instagram_igsid:17840000000777", MetaMessaging.Instagram(setting("Channels__Instagram__AppSecret")).Text("17840000000777", $"ig-{run}", Words, at)),
        ("livetex_user_id:visitor-777", new LiveTexMessaging(setting("Channels__LiveTex__WebhookKey")).Text("visitor-777", $"livetex-{run}", Words, at)),
        ("messenger_psid:24680000000777", MetaMessaging.Messenger(setting("Channels__Messenger__AppSecret")).Text("24680000000777", $"mid-{run}", Words, at)),
        ("viber_user_id:viber-777", new ViberBot(setting("Channels__Viber__AuthToken")).Text("viber-777", Name, _number, Words, at)),
        ("vk_user_id:700900777", new VkCommunity(setting("Channels__Vk__Secret")).Text(700900777, _number, Words, at)),
    ];

    /// <summary>What CRMs tell of the phone.</summary>
    public IReadOnlyList<SignedRequest> CrmWithPhone =>
    [
        new AmoCrm(setting("Channels__AmoCrm__Key")).ContactAdded(777, Name, Phone, at),
        new HubSpot(setting("Omni__PublicUrl"), setting("Channels__HubSpot__ClientSecret")).PropertyChanged(777, _number, "phone", Phone, at),
    ];
}
