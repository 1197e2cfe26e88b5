using System.Text;
using System.Text.Json;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels;

/// <summary>What providers are asked, and what their answers mean.</summary>
public sealed class ProviderRepliesTests
{
    private const string Id = "00112233445566778899aabbccddeeff";

    private static readonly Dictionary<string, string> Set = new(StringComparer.Ordinal)
    {
        ["WhatsApp:AccessToken"] = "wa-token",
        ["Messenger:AccessToken"] = "page-token",
        ["Instagram:AccessToken"] = "ig-token",
        ["Telegram:BotToken"] = "1:tg-token",
        ["Viber:AuthToken"] = "viber-token",
        ["Viber:SenderName"] = "Shop",
        ["Vk:AccessToken"] = "vk-token",
        ["Twilio:AccountSid"] = "AC00000000000000000000000000000001",
        ["Twilio:AuthToken"] = "twilio-token",
    };

    private static readonly ChannelCatalogue Catalogue = new((provider, key) => Set.GetValueOrDefault($"{provider}:{key}"), "RU", ReplyKey.From("a salt of some length"u8));

    [Theory]
    [InlineData("whatsapp", "106540352242922", "447700900123", "wamid.1", "https://graph.facebook.com/v23.0/106540352242922/messages",
        """{"messaging_product":"whatsapp","recipient_type":"individual","to":"447700900123","type":"text","text":{"body":"Да, «завтра»"},"context":{"message_id":"wamid.1"},"biz_opaque_callback_data":"00112233445566778899aabbccddeeff"}""")]
    [InlineData("whatsapp", "106540352242922", "US.13491208655302741918", "wamid.1", "https://graph.facebook.com/v23.0/106540352242922/messages",
        """{"messaging_product":"whatsapp","recipient_type":"individual","recipient":"US.13491208655302741918","type":"text","text":{"body":"Да, «завтра»"},"context":{"message_id":"wamid.1"},"biz_opaque_callback_data":"00112233445566778899aabbccddeeff"}""")]
    [InlineData("messenger", "682498302938465", "5527", "m_1", "https://graph.facebook.com/v23.0/682498302938465/messages",
        """{"recipient":{"id":"5527"},"messaging_type":"RESPONSE","message":{"text":"Да, «завтра»"}}""")]
    [InlineData("instagram", "17841400000000001", "5527", "ig_1", "https://graph.instagram.com/v23.0/17841400000000001/messages",
        """{"recipient":{"id":"5527"},"message":{"text":"Да, «завтра»"}}""")]
    [InlineData("telegram", "shop", "4242", "4242:17", "https://api.telegram.org/bot1:tg-token/sendMessage",
        """{"chat_id":"4242","text":"Да, «завтра»","reply_parameters":{"message_id":17,"allow_sending_without_reply":true}}""")]
    [InlineData("telegram", "shop:conn-1", "4242", "press-1", "https://api.telegram.org/bot1:tg-token/sendMessage",
        """{"chat_id":"4242","text":"Да, «завтра»","business_connection_id":"conn-1"}""")]
    [InlineData("viber", "viber", "01234567890A==", "1", "https://chatapi.viber.com/pa/send_message",
        """{"receiver":"01234567890A==","min_api_version":1,"sender":{"name":"Shop"},"tracking_data":"00112233445566778899aabbccddeeff","type":"text","text":"Да, «завтра»"}""")]
    [InlineData("vk", "1", "4242", "1", "https://api.vk.com/method/messages.send",
        "access_token=vk-token&v=5.199&peer_id=4242&random_id=1122867&message=%D0%94%D0%B0%2C%20%C2%AB%D0%B7%D0%B0%D0%B2%D1%82%D1%80%D0%B0%C2%BB")]
    [InlineData("twilio-sms", "+12025550100", "+447700900123", "SM1", "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json",
        "To=%2B447700900123&From=%2B12025550100&Body=%D0%94%D0%B0%2C%20%C2%AB%D0%B7%D0%B0%D0%B2%D1%82%D1%80%D0%B0%C2%BB")]
    [InlineData("twilio-whatsapp", "whatsapp:+12025550100", "whatsapp:+447700900123", "SM1", "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json",
        "To=whatsapp%3A%2B447700900123&From=whatsapp%3A%2B12025550100&Body=%D0%94%D0%B0%2C%20%C2%AB%D0%B7%D0%B0%D0%B2%D1%82%D1%80%D0%B0%C2%BB")]
    public void A_message_is_asked_for_as_the_provider_wants_it(string provider, string account, string to, string answered, string address, string body)
    {
        var request = Catalogue.Replies[provider].Ask(new OutgoingMessage { Id = Id, Account = account, To = to, Text = "Да, «завтра»", InReplyTo = answered, AskedAt = default });

        Assert.Equal((address, body), (request.Address.AbsoluteUri, Encoding.UTF8.GetString(request.Content.Span)));
    }

    [Theory]
    [InlineData("whatsapp", "Authorization", "Bearer wa-token")]
    [InlineData("messenger", "Authorization", "Bearer page-token")]
    [InlineData("instagram", "Authorization", "Bearer ig-token")]
    [InlineData("viber", "X-Viber-Auth-Token", "viber-token")]
    [InlineData("twilio-sms", "Authorization", "Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTp0d2lsaW8tdG9rZW4=")]
    public void The_token_goes_where_the_provider_looks_for_it(string provider, string name, string value)
    {
        var request = Catalogue.Replies[provider].Ask(new OutgoingMessage { Id = Id, Account = "1", To = "2", Text = "Hello", AskedAt = default });

        Assert.Equal([new(name, value)], request.Headers);
    }

    [Theory]
    [InlineData("whatsapp", 200, """{"messages":[{"id":"wamid.out"}]}""", "sent wamid.out")]
    [InlineData("whatsapp", 400, """{"error":{"code":131047,"message":"Re-engagement message"}}""", "refused meta131047")]
    [InlineData("whatsapp", 400, """{"error":{"code":130429}}""", "later")]
    [InlineData("whatsapp", 500, """{"error":{"code":131000}}""", "unclear meta131000")]
    [InlineData("whatsapp", 502, "", "unclear status502")]
    [InlineData("whatsapp", 401, "", "refused status401")]
    [InlineData("messenger", 200, """{"recipient_id":"1","message_id":"m_out"}""", "sent m_out")]
    [InlineData("messenger", 400, """{"error":{"code":613}}""", "later")]
    [InlineData("instagram", 403, """{"error":{"code":10,"error_subcode":2534022}}""", "refused meta10")]
    [InlineData("telegram", 200, """{"ok":true,"result":{"message_id":5,"chat":{"id":42}}}""", "sent 42:5")]
    [InlineData("telegram", 429, """{"ok":false,"error_code":429,"parameters":{"retry_after":7}}""", "later 7")]
    [InlineData("telegram", 403, """{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}""", "refused telegram403")]
    [InlineData("viber", 200, """{"status":0,"message_token":5098034272017990001}""", "sent 5098034272017990001")]
    [InlineData("viber", 200, """{"status":6,"status_message":"receiverNotSubscribed"}""", "refused viber6")]
    [InlineData("viber", 200, """{"status":12}""", "later")]
    [InlineData("viber", 200, "<html>", "unclear unreadable")]
    [InlineData("vk", 200, """{"response":17}""", "sent 17")]
    [InlineData("vk", 200, """{"error":{"error_code":901}}""", "refused vk901")]
    [InlineData("vk", 200, """{"error":{"error_code":9}}""", "later")]
    [InlineData("twilio-sms", 201, """{"sid":"SM1"}""", "sent SM1")]
    [InlineData("twilio-sms", 400, """{"code":21610}""", "refused twilio21610")]
    [InlineData("twilio-whatsapp", 429, """{"code":20429}""", "later")]
    [InlineData("twilio-sms", 503, "", "unclear status503")]
    public void An_answer_says_whether_the_message_is_sent_refused_to_be_tried_again_or_nobody_knows(string provider, int status, string body, string meaning) =>
        Assert.Equal(meaning, WordsOf(Catalogue.Replies[provider].Read(new ProviderAnswer(status, Parse(body), RetryAfter: null))));

    [Theory]
    [InlineData("whatsapp", """{"messaging_product":"whatsapp","recipient_type":"individual","to":"447700900123","type":"template","template":{"name":"order_ready","language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"Anna"},{"type":"text","text":"№ 42"}]}]},"biz_opaque_callback_data":"00112233445566778899aabbccddeeff"}""")]
    [InlineData("twilio-whatsapp", "To=447700900123&From=1&ContentSid=order_ready&ContentVariables=%7B%221%22%3A%22Anna%22%2C%222%22%3A%22%E2%84%96%2042%22%7D")]
    public void What_the_provider_approved_goes_out_under_its_name_with_the_words_that_are_filled_in(string provider, string body)
    {
        var request = Catalogue.Replies[provider].Ask(new OutgoingMessage
        {
            Id = Id, Account = "1", To = "447700900123", Text = "Anna, order № 42 is ready.", AskedAt = default, Approved = new ApprovedMessage("order_ready", "en", ["Anna", "№ 42"]),
        });

        Assert.Equal(body, Encoding.UTF8.GetString(request.Content.Span));
    }

    [Theory]
    [InlineData("whatsapp", "plan.pdf", "application/pdf", """{"messaging_product":"whatsapp","recipient_type":"individual","to":"447700900123","type":"document","document":{"link":"https://files.example/1?sig=a%2Bb","caption":"The plan","filename":"plan.pdf"},"biz_opaque_callback_data":"00112233445566778899aabbccddeeff"}""")]
    [InlineData("whatsapp", "sofa.jpg", "image/jpeg", """{"messaging_product":"whatsapp","recipient_type":"individual","to":"447700900123","type":"image","image":{"link":"https://files.example/1?sig=a%2Bb","caption":"The plan"},"biz_opaque_callback_data":"00112233445566778899aabbccddeeff"}""")]
    [InlineData("viber", "sofa.jpg", "image/jpeg", """{"receiver":"447700900123","min_api_version":1,"sender":{"name":"Shop"},"tracking_data":"00112233445566778899aabbccddeeff","type":"picture","text":"The plan","media":"https://files.example/1?sig=a%2Bb"}""")]
    [InlineData("twilio-sms", "sofa.jpg", "image/jpeg", "To=447700900123&From=1&Body=The%20plan&MediaUrl=https%3A%2F%2Ffiles.example%2F1%3Fsig%3Da%252Bb")]
    public void A_file_is_named_by_its_address(string provider, string name, string type, string body)
    {
        var request = Catalogue.Replies[provider].Ask(new OutgoingMessage
        {
            Id = Id, Account = "1", To = "447700900123", Text = "The plan", AskedAt = default, Files = [new OutgoingFile(name, type, 5) { Link = new Uri("https://files.example/1?sig=a%2Bb") }],
        });

        Assert.Equal(body, Encoding.UTF8.GetString(request.Content.Span));
    }

    [Fact]
    public void Telegram_takes_the_bytes_of_a_file()
    {
        var request = Catalogue.Replies["telegram"].Ask(new OutgoingMessage
        {
            Id = Id, Account = "shop", To = "4242", Text = "The plan", InReplyTo = "4242:17", AskedAt = default, Files = [new OutgoingFile("pl\"an.pdf", "application/pdf", 5) { Content = "%PDF-"u8.ToArray() }],
        });

        Assert.Equal(("https://api.telegram.org/bot1:tg-token/sendDocument", $"multipart/form-data; boundary={Id}"), (request.Address.AbsoluteUri, request.ContentType));
        Assert.Equal(
            $$"""
            --{{Id}}
            Content-Disposition: form-data; name="chat_id"

            4242
            --{{Id}}
            Content-Disposition: form-data; name="caption"

            The plan
            --{{Id}}
            Content-Disposition: form-data; name="reply_parameters"

            {"message_id":17,"allow_sending_without_reply":true}
            --{{Id}}
            Content-Disposition: form-data; name="document"; filename="pl%22an.pdf"
            Content-Type: application/pdf

            %PDF-
            --{{Id}}--

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(request.Content.Span));
    }

    [Fact]
    public void Twilio_is_told_with_each_message_where_its_receipts_go()
    {
        var request = Catalogue.Replies["twilio-sms"].Ask(new OutgoingMessage { Id = Id, Account = "1", To = "2", Text = "Hello", AskedAt = default, ReceiptsTo = "https://hub.example/api/webhooks/twilio-sms" });

        Assert.EndsWith("&StatusCallback=https%3A%2F%2Fhub.example%2Fapi%2Fwebhooks%2Ftwilio-sms", Encoding.UTF8.GetString(request.Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_token_a_provider_is_not_written_to()
    {
        var bare = new ChannelCatalogue(static (_, _) => null, "RU", ReplyKey.From("a salt of some length"u8));

        Assert.Empty(bare.Replies);
        Assert.Equal(["instagram", "messenger", "telegram", "twilio-sms", "twilio-whatsapp", "viber", "vk", "whatsapp"], Catalogue.Replies.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_that_Viber_would_cut_stops_the_start() => Assert.Contains(
        "Channels__Viber__SenderName",
        Assert.Throws<ChannelSettingException>(() => new ChannelCatalogue(static (_, key) => key == "SenderName" ? new string('a', 29) : null, "RU", ReplyKey.From("a salt of some length"u8))).Message,
        StringComparison.Ordinal);

    private static string WordsOf(SendOutcome outcome) => outcome switch
    {
        MessageSent sent => $"sent {sent.ProviderMessageId}",
        SendingRefused refused => $"refused {refused.Reason}",
        SendLater later => $"later {later.After?.TotalSeconds}".TrimEnd(),
        SendingUnclear unclear => $"unclear {unclear.Reason}",
        _ => "",
    };

    private static JsonElement Parse(string body)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
