using System.Text.Json;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels;

public sealed class OptOutWordsTests
{
    [Theory]
    [InlineData("sms", "STOP", "STOP")]
    [InlineData("sms", " stop. ", "STOP")]
    [InlineData("whatsapp", "Стоп!", "STOP")]
    [InlineData("telegram", "/stop", "STOP")]
    [InlineData("email", "unsubscribe", "STOP")]
    [InlineData("vk", "отписаться", "STOP")]
    [InlineData("sms", "START", "START")]
    [InlineData("viber", "Подписаться", "START")]
    [InlineData("sms", "help", "HELP")]
    [InlineData("whatsapp", "помощь", "HELP")]
    [InlineData("sms", "end", "STOP")]
    [InlineData("sms", "INFO", "HELP")]
    [InlineData("whatsapp", "end", null)]
    [InlineData("sms", "yes", null)]
    [InlineData("telegram", "/start", null)]
    [InlineData("telegram", "/help", null)]
    [InlineData("sms", "stop calling me", null)]
    [InlineData("sms", "Please stop", null)]
    [InlineData("whatsapp", "отмена", null)]
    [InlineData("sms", "", null)]
    [InlineData("sms", null, null)]
    public void A_message_of_one_word_gives_or_withdraws_consent_for_its_channel(string channel, string? text, string? word)
    {
        var read = OptOutWords.Read(Message(channel, text));

        Assert.Equal(word, read.Extras.TryGetValue("optOut", out var said) ? said.GetString() : null);
        Assert.Equal(
            word switch { "STOP" => [new Consent(channel, ConsentPurpose.Service, false), new(channel, ConsentPurpose.Marketing, false)], "START" => [new(channel, ConsentPurpose.Service, true), new(channel, ConsentPurpose.Marketing, true)], _ => null },
            read.Consents);
    }

    [Theory]
    [InlineData("STOP", false)]
    [InlineData("Start", true)]
    public void Where_the_provider_has_read_the_word_it_is_the_providers(string told, bool given)
    {
        var read = OptOutWords.Read(Message("sms", "ARRET") with { Extras = new Dictionary<string, JsonElement> { ["optOut"] = JsonElement.Parse($"\"{told}\"") } });

        Assert.All(read.Consents ?? [], consent => Assert.Equal(given, consent.Given));
        Assert.Equal(2, read.Consents?.Count);
    }

    [Fact]
    public void What_we_write_and_what_is_no_message_says_nothing()
    {
        Assert.Null(OptOutWords.Read(Message("sms", "STOP") with { Direction = "outbound" }).Consents);
        Assert.Null(OptOutWords.Read(Message("form", "STOP") with { Kind = ContactKind.Form }).Consents);
        Assert.Null(OptOutWords.Read(Message("whatsapp", "STOP") with { Attachments = [new Attachment { FileId = "1" }] }).Consents);
    }

    private static Contact Message(string channel, string? text) => new()
    {
        Id = "c1",
        Channel = channel,
        Provider = "test",
        Account = "desk",
        Kind = ContactKind.Message,
        ProviderMessageId = "1",
        From = new ContactSender { Identities = [] },
        Text = text,
        OccurredAt = default,
        ReceivedAt = default,
    };
}
