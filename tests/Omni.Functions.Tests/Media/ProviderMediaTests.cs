using System.Text.Json;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Tests.Channels;

namespace Omni.Functions.Tests.Media;

/// <summary>What is asked for a file of each provider, by the words of its API.</summary>
public sealed class ProviderMediaTests
{
    private readonly Dictionary<string, string> _settings = new()
    {
        ["WhatsApp:AccessToken"] = "wa-token",
        ["Telegram:BotToken"] = "1:tg-token",
        ["Twilio:AccountSid"] = "AC00000000000000000000000000000f1c",
        ["Twilio:AuthToken"] = "tw-token",
    };

    [Fact]
    public void WhatsApp_is_asked_where_the_file_is_and_then_for_it_with_the_same_token()
    {
        var media = Media("whatsapp");

        var first = media.Ask(new Attachment { FileId = "123/4" })!;
        var then = media.Follow(Json("""{"url":"https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1","file_size":5}"""))!;

        Assert.Equal(("https://graph.facebook.com/v23.0/123%2F4", "Bearer wa-token", true), (first.Address.AbsoluteUri, first.Authorization, first.IsLookUp));
        Assert.Equal(
            ("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", "Bearer wa-token", false), (then.Address.AbsoluteUri, then.Authorization, then.IsLookUp));
        Assert.Null(media.Follow(Json("""{"url":"no address"}""")));
    }

    [Fact]
    public void Telegram_has_its_token_in_both_addresses_and_a_path_that_climbs_does_not_get_it()
    {
        var media = Media("telegram");

        Assert.Equal("https://api.telegram.org/bot1:tg-token/getFile?file_id=a%26b", media.Ask(new Attachment { FileId = "a&b" })!.Address.AbsoluteUri);
        Assert.Equal(
            "https://api.telegram.org/file/bot1:tg-token/documents/file%201.pdf",
            media.Follow(Json("""{"ok":true,"result":{"file_path":"documents/file 1.pdf"}}"""))!.Address.AbsoluteUri);
        Assert.Null(media.Follow(Json("""{"ok":true,"result":{"file_path":"../../x"}}""")));
        Assert.True(media.SaysTooLarge(Json("""{"ok":false,"description":"Bad Request: file is too big"}""")));
    }

    [Theory]
    [InlineData("https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1", true)]
    [InlineData("https://api.twilio.com.evil.example/2010-04-01/Media/ME1", false)]
    [InlineData("http://api.twilio.com/2010-04-01/Media/ME1", false)]
    [InlineData("https://media.example/ME1", false)]
    public void Only_Twilio_itself_gets_the_token_of_Twilio(string address, bool isTold)
    {
        var asked = Media("twilio-sms").Ask(new Attachment { Url = address })!;

        Assert.Equal((address, isTold ? "Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMGYxYzp0dy10b2tlbg==" : null), (asked.Address.AbsoluteUri, asked.Authorization));
    }

    [Fact]
    public void An_address_of_an_API_that_was_moved_moves_along()
    {
        _settings["Twilio:ApiUrl"] = "http://localhost:7083/twilio/";
        var media = Media("twilio-whatsapp");

        var asked = media.Ask(new Attachment { Url = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1" })!;

        Assert.Equal("http://localhost:7083/twilio/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1", asked.Address.AbsoluteUri);
        Assert.NotNull(asked.Authorization);
        Assert.Equal("http://localhost:7083/twilio/", media.SetByHand!.AbsoluteUri);
    }

    [Theory]
    [InlineData("whatsapp")]
    [InlineData("telegram")]
    public void Without_a_token_nothing_is_asked(string provider)
    {
        _settings.Clear();

        Assert.Null(Media(provider).Ask(new Attachment { FileId = "1" }));
    }

    [Theory]
    [InlineData("viber")]
    [InlineData("vk")]
    [InlineData("messenger")]
    [InlineData("instagram")]
    [InlineData("livetex")]
    [InlineData("jivo")]
    [InlineData("vonage")]
    [InlineData("acs")]
    [InlineData("mailgun")]
    public void All_others_give_addresses(string provider)
    {
        Assert.Equal("https://cdn.example/a", Media(provider).Ask(new Attachment { Url = "https://cdn.example/a" })!.Address.AbsoluteUri);
        Assert.Null(Media(provider).Ask(new Attachment { FileId = "only an id" }));
        Assert.Null(Media(provider).Ask(new Attachment { Url = "relative" }));
    }

    [Theory]
    [InlineData("WhatsApp:ApiUrl", "graph of somewhere", "Channels__WhatsApp__ApiUrl")]
    [InlineData("Telegram:ApiUrl", "ftp://api.telegram.org", "Channels__Telegram__ApiUrl")]
    [InlineData("Twilio:ApiUrl", "https://user:password@api.twilio.com", "Channels__Twilio__ApiUrl")]
    [InlineData("Telegram:BotToken", "1:a/../b", "Channels__Telegram__BotToken")]
    public void A_wrong_setting_stops_the_start_with_its_name_and_without_its_value(string key, string value, string name)
    {
        _settings[key] = value;

        var wrong = Assert.Throws<ChannelSettingException>(() => Media("whatsapp"));

        Assert.Contains(name, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, wrong.Message, StringComparison.Ordinal);
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    private IProviderMedia Media(string provider) =>
        new ChannelCatalogue((name, key) => _settings.GetValueOrDefault($"{name}:{key}"), "RU", Samples.ReplyKey).Media[provider];
}
