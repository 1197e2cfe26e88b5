using System.Globalization;
using System.Text;
using MimeKit;
using Omni.Drivers.Providers;
using Omni.LocalAzure.Graph;
using Omni.LocalAzure.Hosting;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Dashboard;

/// <summary>Answers a message of the business as the customer who got it: by the provider's webhook with the provider's proof, or by mail.</summary>
internal sealed class CustomerAnswer(RunningApp app, PostOffice office, TimeProvider time)
{
    private const string Name = "Anna";

    /// <returns>What came of it, in words.</returns>
    /// <exception cref="HttpRequestException">The Functions host does not answer.</exception>
    public async Task<string> SendAsync(SentMessage message, string text, HttpClient client, CancellationToken cancellation)
    {
        if (message.Provider == Outbox.Provider) return await MailAsync(message, text, cancellation);
        if (RequestFor(message, text) is not { } request) return $"Nobody answers over {message.Provider} here.";
        client.BaseAddress = new Uri($"{LocalAddresses.At(app.Addresses.Functions)}/");
        using var posted = request.ToHttp();
        using var answer = await client.SendAsync(posted, cancellation);
        return $"The webhook answered {(int)answer.StatusCode}.";
    }

    /// <returns>Null when nobody can.</returns>
    private SignedRequest? RequestFor(SentMessage message, string text)
    {
        var (id, now) = (Guid.NewGuid().ToString("N"), time.GetUtcNow());
        var number = (int)(now.ToUnixTimeMilliseconds() % int.MaxValue);
        return message.Provider switch
        {
            "whatsapp" => new WhatsAppCloud(Setting("Channels__WhatsApp__AppSecret")).Text(message.To, Name, $"wamid.{id}", text, now),
            "messenger" => MetaMessaging.Messenger(Setting("Channels__Messenger__AppSecret")).Text(message.To, $"m_{id}", text, now),
            "instagram" => MetaMessaging.Instagram(Setting("Channels__Instagram__AppSecret")).Text(message.To, $"ig_{id}", text, now),
            "telegram" when User(message.To) is { } user => new TelegramBot(Setting("Channels__Telegram__SecretToken")).Text(user, Name, "S", number, text, now),
            "viber" => new ViberBot(Setting("Channels__Viber__AuthToken")).Text(message.To, Name, number, text, now),
            "vk" when User(message.To) is { } user => new VkCommunity(Setting("Channels__Vk__Secret")).Text(user, number, text, now),
            "twilio-sms" => new Twilio(Setting).Text(message.To, $"SM{id}", text, now),
            "twilio-whatsapp" => new Twilio(Setting).WhatsAppText(message.To.Replace("whatsapp:", "", StringComparison.Ordinal), Name, $"SM{id}", text, now),
            "acs" => new EventGrid(Setting).Text(message.To, $"Incoming_{id}", text, now),
            "acs-email" => new SendGridParse(Setting("Channels__SendGrid__Username"), Setting("Channels__SendGrid__Password"))
                .Text(message.To, Name, $"{id}@client.example", SubjectOf(message), text, now, message.ReplyTo ?? message.From ?? ""),
            _ => null,
        };
    }

    private async Task<string> MailAsync(SentMessage message, string text, CancellationToken cancellation)
    {
        using var mime = new MimeMessage { Subject = SubjectOf(message), Date = time.GetUtcNow(), MessageId = $"{Guid.NewGuid():N}@client.example", Body = new TextPart("plain") { Text = text } };
        mime.From.Add(MailboxAddress.Parse(message.To));
        mime.To.Add(MailboxAddress.Parse(message.ReplyTo ?? message.From ?? ""));
        if (message.MessageId is { } answered) mime.InReplyTo = answered.Trim('<', '>');
        using var wire = new MemoryStream();
        await mime.WriteToAsync(wire, cancellation);
        wire.Position = 0;
        return (await office.DeliverAsync(wire, message.From is { } mailbox ? [mailbox] : [], cancellation)).Count > 0 ? "The mail is in the mailbox." : "The mailbox is gone.";
    }

    private string Setting(string name) => app.App.Settings.Find(name) ?? "";

    private static string SubjectOf(SentMessage message) => Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(message.Subject ?? "Re:"));

    private static long? User(string id) => long.TryParse(id, CultureInfo.InvariantCulture, out var user) ? user : null;
}
