using System.Globalization;
using System.Text;

namespace Omni.Functions.Channels.Twilio;

/// <summary>SMS and WhatsApp messages from the number that was written to. Settings <c>AccountSid</c>, <c>AuthToken</c>, <c>ApiUrl</c>.</summary>
/// <remarks>https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource</remarks>
internal sealed class TwilioReplies(string account, string token, ApiUrl api) : IProviderReplies
{
    private static readonly TimeSpan WhatsAppWindow = TimeSpan.FromHours(24);

    public int LongestText => 1600;

    public OutgoingFileRules? Files { get; private init; }

    public TimeSpan? Window { get; private init; }

    /// <summary>As MMS, where the number and the country have them; 5 MB with everything.</summary>
    /// <remarks>https://www.twilio.com/docs/messaging/guides/accepted-mime-types</remarks>
    public static IProviderReplies? FromSms(ChannelSettings settings) =>
        From(settings, window: null, new OutgoingFileRules(Most: 1, Largest: 4 * 1024 * 1024, WantsContent: false) { Types = ["image/jpeg", "image/png", "image/gif"] });

    public static IProviderReplies? FromWhatsApp(ChannelSettings settings) => From(
        settings, WhatsAppWindow, new OutgoingFileRules(Most: 1, Largest: 5 * 1024 * 1024, WantsContent: false) { Types = ["image/jpeg", "image/png", "application/pdf", "audio/", "video/mp4"] });

    public SendRequest Ask(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var form = $"To={Uri.EscapeDataString(message.To)}&From={Uri.EscapeDataString(message.Account)}&{(message.Approved is { } approved ? Content(approved) : $"Body={Uri.EscapeDataString(message.Text)}")}";
        foreach (var link in message.Files.Select(static file => file.Link).OfType<Uri>())
            form += $"&MediaUrl={Uri.EscapeDataString(link.AbsoluteUri)}";
        if (message.ReceiptsTo is { } receipts)
            form += $"&StatusCallback={Uri.EscapeDataString(receipts)}";
        return new SendRequest(
            new Uri($"{api.Base}/2010-04-01/Accounts/{Uri.EscapeDataString(account)}/Messages.json"), Encoding.ASCII.GetBytes(form), "application/x-www-form-urlencoded")
        {
            Headers = [new("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account}:{token}"))}")],
        };
    }

    /// <summary>The places of a template are numbered.</summary>
    /// <remarks>https://www.twilio.com/docs/content/send-templates-created-with-the-content-template-builder</remarks>
    private static string Content(ApprovedMessage approved)
    {
        var variables = OutgoingJson.Write(json =>
        {
            for (var at = 0; at < approved.Values.Count; at++)
                json.WriteString((at + 1).ToString(CultureInfo.InvariantCulture), approved.Values[at]);
        });
        return $"ContentSid={Uri.EscapeDataString(approved.Name)}&ContentVariables={Uri.EscapeDataString(Encoding.UTF8.GetString(variables.Span))}";
    }

    public SendOutcome Read(ProviderAnswer answer)
    {
        if (answer.IsSuccess)
            return answer.Json.Text("sid"u8) is { } id ? new MessageSent(id) : new SendingUnclear("unreadable");
        return answer.ByStatus(answer.Json.Whole("code"u8) is { } code ? $"twilio{code}" : null);
    }

    private static TwilioReplies? From(ChannelSettings settings, TimeSpan? window, OutgoingFileRules files) =>
        (settings["AccountSid"], settings["AuthToken"]) is ({ } account, { } token) ? new TwilioReplies(account, token, ApiUrl.Of(settings, TwilioMedia.Usual)) { Window = window, Files = files } : null;
}
