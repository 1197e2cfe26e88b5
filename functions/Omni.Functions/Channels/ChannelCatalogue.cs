using Omni.Functions.Channels.Acs;
using Omni.Functions.Channels.AmoCrm;
using Omni.Functions.Channels.Bitrix24;
using Omni.Functions.Channels.Bot;
using Omni.Functions.Channels.Form;
using Omni.Functions.Channels.HubSpot;
using Omni.Functions.Channels.Jivo;
using Omni.Functions.Channels.LiveTex;
using Omni.Functions.Channels.Mailbox;
using Omni.Functions.Channels.Mailgun;
using Omni.Functions.Channels.MetaMessaging;
using Omni.Functions.Channels.Postmark;
using Omni.Functions.Channels.SendGrid;
using Omni.Functions.Channels.Telegram;
using Omni.Functions.Channels.Twilio;
using Omni.Functions.Channels.Viber;
using Omni.Functions.Channels.Vk;
using Omni.Functions.Channels.Vonage;
using Omni.Functions.Channels.WhatsApp;

namespace Omni.Functions.Channels;

/// <summary>The one list of providers, and those of them that are switched on.</summary>
public sealed class ChannelCatalogue
{
    /// <summary>Every provider there is: the name in the address, the name in settings, how it is made.</summary>
    public static IReadOnlyList<ChannelEntry> Entries { get; } =
    [
        new("acs", "Acs", AcsChannel.Create),
        new("amocrm", "AmoCrm", AmoCrmChannel.Create),
        new("bitrix24", "Bitrix24", Bitrix24Channel.Create),
        new("form", "Form", FormChannel.Create),
        new("hubspot", "HubSpot", HubSpotChannel.Create),
        new("instagram", "Instagram", settings => MessagingChannel.Create(settings, MessagingProduct.Instagram))
        {
            Replies = settings => MessagingReplies.From(settings, MessagingProduct.Instagram),
        },
        new("jivo", "Jivo", JivoChannel.Create),
        new("livetex", "LiveTex", LiveTexChannel.Create),
        new("mailgun", "Mailgun", MailgunChannel.Create),
        new("messenger", "Messenger", settings => MessagingChannel.Create(settings, MessagingProduct.Messenger))
        {
            Replies = settings => MessagingReplies.From(settings, MessagingProduct.Messenger),
        },
        new("postmark", "Postmark", PostmarkChannel.Create),
        new("sendgrid", "SendGrid", SendGridChannel.Create),
        new("telegram", "Telegram", TelegramChannel.Create) { Media = TelegramMedia.From, Replies = TelegramReplies.From },
        new("twilio-sms", "Twilio", TwilioMessagingChannel.CreateSms) { Media = TwilioMedia.From, Replies = TwilioReplies.FromSms },
        new("twilio-voice", "Twilio", TwilioVoiceChannel.Create),
        new("twilio-whatsapp", "Twilio", TwilioMessagingChannel.CreateWhatsApp) { Media = TwilioMedia.From, Replies = TwilioReplies.FromWhatsApp },
        new("viber", "Viber", ViberChannel.Create) { Replies = ViberReplies.From },
        new("vk", "Vk", VkChannel.Create) { Replies = VkReplies.From },
        new("vonage", "Vonage", VonageChannel.Create),
        new("whatsapp", "WhatsApp", WhatsAppChannel.Create) { Media = WhatsAppMedia.From, Replies = WhatsAppReplies.From },
    ];

    private readonly Dictionary<string, IChannel> switchedOn;
    private readonly Dictionary<string, IProviderMedia> media;
    private readonly Dictionary<string, IProviderReplies> replies = new(StringComparer.Ordinal);
    private readonly ReplyKey replyKey;
    private readonly string defaultRegion;

    /// <param name="read">Gives a setting by provider and key, as in <c>Channels__{provider}__{key}</c>.</param>
    /// <param name="defaultRegion">ISO 3166 country of phone numbers without a country code.</param>
    /// <param name="replyKey">Of the whole installation.</param>
    /// <exception cref="ChannelSettingException">A setting cannot be used.</exception>
    public ChannelCatalogue(Func<string, string, string?> read, string defaultRegion, ReplyKey replyKey)
    {
        (this.replyKey, this.defaultRegion) = (replyKey, defaultRegion);
        switchedOn = Entries.Select(entry => entry.Create(SettingsOf(entry))).OfType<IChannel>()
            .ToDictionary(channel => channel.Provider, StringComparer.OrdinalIgnoreCase);
        media = Entries.ToDictionary(entry => entry.Provider, entry => entry.Media(SettingsOf(entry)), StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            if (entry.Replies(SettingsOf(entry)) is { } replied)
                replies.Add(entry.Provider, replied);
        }

        ChannelSettings SettingsOf(ChannelEntry entry) => new(entry.SettingsName, key => read(entry.SettingsName, key), defaultRegion, replyKey);
    }

    /// <summary>The providers that have a secret.</summary>
    public IEnumerable<string> SwitchedOn => switchedOn.Keys;

    /// <summary>How the files of each provider are had, of those that are off as well: their contacts may be on the way still.</summary>
    public IReadOnlyDictionary<string, IProviderMedia> Media => media;

    /// <summary>How people are written to over each provider that has the secret for it; whether it is on for what they write does not matter.</summary>
    public IReadOnlyDictionary<string, IProviderReplies> Replies => replies;

    /// <summary>Reads what Event Grid puts onto a queue of ours: there the webhook's key does not count, and it may be off.</summary>
    public static NormalisedRequest ReadAcsEvents(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt) =>
        AcsNormaliser.Normalise(new WebhookRequest { Method = "POST", Body = body, Url = "", ReceivedAt = receivedAt });

    /// <summary>Reads a mail out of a mailbox of ours, which has proven who may read it.</summary>
    /// <param name="message">As the mailbox keeps it.</param>
    /// <param name="mailbox">Its canonical address.</param>
    /// <param name="departments">Who reads which of our mailboxes, by canonical address.</param>
    public NormalisedRequest ReadMail(MailboxMessage message, string mailbox, IReadOnlyDictionary<string, string> departments) =>
        MailboxNormaliser.Normalise(message, mailbox, departments, replyKey);

    /// <summary>Reads an activity that the Bot Connector has proven to be its own.</summary>
    public NormalisedRequest ReadActivity(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt) => BotNormaliser.Normalise(body, receivedAt, defaultRegion);

    /// <summary>What a message needs besides to be a mail.</summary>
    public OutgoingMail MailOf(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return OutgoingMail.Of(message, replyKey);
    }

    /// <summary>Null when there is no such provider or it has no secret: nobody can prove himself, so nobody gets in.</summary>
    public IChannel? Find(string provider) => switchedOn.GetValueOrDefault(provider);
}

/// <param name="Provider">The name in <c>/api/webhooks/{provider}</c>.</param>
/// <param name="SettingsName">The name in <c>Channels__{Name}__…</c>.</param>
/// <param name="Create">Makes the channel; null when no secret is set.</param>
public sealed record ChannelEntry(string Provider, string SettingsName, Func<ChannelSettings, IChannel?> Create)
{
    /// <summary>Makes what knows how the provider's files are had.</summary>
    public Func<ChannelSettings, IProviderMedia> Media { get; init; } = static _ => new DirectMedia();

    /// <summary>Makes what knows how people are written to; null when they cannot be, or no secret for it is set.</summary>
    public Func<ChannelSettings, IProviderReplies?> Replies { get; init; } = static _ => null;
}
