using System.Text;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels;

/// <summary>What an activity is as a contact.</summary>
public sealed class BotNormaliserTests
{
    private const string Message = """
        {"type":"message","id":"a|1","timestamp":"2026-11-27T10:00:00.1234567Z","serviceUrl":"https://smba.channel.example/emea/","channelId":"msteams","locale":"ru-RU",
         "from":{"id":"29:1a|b","name":"Анна","aadObjectId":"00000000-0000-0000-0000-00000000a11a"},"recipient":{"id":"28:bot"},"conversation":{"id":"19:x;y=1"},
         "text":"<at>Бот</at> где заказ? пишите anna@example.org или 8 (916) 123-45-67","entities":[{"type":"mention","mentioned":{"id":"28:bot"},"text":"<at>Бот</at>"},{"type":"clientInfo","country":"RU"}],
         "value":{"choice":1},"attachments":[
           {"contentType":"image/png","contentUrl":"https://files.example/1.png","name":"план.png"},
           {"contentType":"text/plain","contentUrl":"data:text/plain;base64,aGVsbG8="},
           {"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard"}},
           {"contentType":"text/html","content":"<p>same</p>"},{"contentType":"image/gif","contentUrl":"file:///etc/passwd"}],
         "unheardOf":{"kept":true}}
        """;

    [Fact]
    public void A_message_is_a_contact_with_everything_it_tells()
    {
        var contact = Assert.Single(Read(Message).Contacts);

        Assert.Equal(("msteams", "bot", "28:bot", "19:x;y=1", "msteams:19:x;y=1:a|1"), (contact.Channel, contact.Provider, contact.Account, contact.Thread, contact.ProviderMessageId));
        Assert.Equal("где заказ? пишите anna@example.org или 8 (916) 123-45-67", contact.Text);
        Assert.Equal("https://smba.channel.example/emea/v3/conversations/19%3Ax%3By%3D1#29%3A1a%7Cb", contact.ReplyTo);
        Assert.Equal(("Анна", "ru-RU"), (contact.From.DisplayName, contact.From.Language));
        Assert.Equal(
            [
                new Identity("bot_user", "msteams:29:1a|b", Trust.Verified), new Identity("entra_user", "00000000-0000-0000-0000-00000000a11a", Trust.Verified),
                new Identity("email", "anna@example.org", Trust.Claimed), new Identity("phone", "+79161234567", Trust.Claimed),
            ],
            contact.From.Identities);
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 10, 0, 0, 123, TimeSpan.Zero), contact.OccurredAt);
        Assert.Equal([("https://files.example/1.png", "план.png"), (null, null)], contact.Attachments.Select(static file => (file.Url, file.Name)));
        Assert.Equal("hello", Encoding.UTF8.GetString(contact.Attachments[1].Content!.Value.Span));
        Assert.Equal(["buttonPayload", "card", "clientInfo"], contact.Extras.Keys.Order(StringComparer.Ordinal));
        Assert.True(contact.Raw!.Value.GetProperty("unheardOf").GetProperty("kept").GetBoolean());
    }

    [Fact]
    public void A_file_of_Teams_is_had_where_it_can_be_downloaded()
    {
        var file = Assert.Single(Assert.Single(Read("""
            {"type":"message","id":"1","serviceUrl":"https://smba.channel.example/emea/","channelId":"msteams","from":{"id":"29:a"},"recipient":{"id":"28:bot"},"conversation":{"id":"19:x"},
             "attachments":[{"contentType":"application/vnd.microsoft.teams.file.download.info","contentUrl":"https://shop.sharepoint.example/plan.pdf","name":"plan.pdf",
               "content":{"downloadUrl":"https://shop.sharepoint.example/download.aspx?tempauth=t","uniqueId":"u","fileType":"pdf"}}]}
            """).Contacts).Attachments);

        Assert.Equal(("https://shop.sharepoint.example/download.aspx?tempauth=t", "plan.pdf", null), (file.Url, file.Name, file.ContentType));
    }

    [Fact]
    public void The_same_activity_is_the_same_contact() => Assert.Equal(Read(Message).Contacts[0].Id, Read(Message).Contacts[0].Id);

    [Theory]
    [InlineData("directline", "dl_1", Trust.Verified, "webchat")]
    [InlineData("directline", "anybody", Trust.Asserted, "webchat")]
    [InlineData("webchat", "anybody", Trust.Asserted, "webchat")]
    [InlineData("telegram", "42", Trust.Verified, "telegram")]
    public void An_id_that_a_visitor_may_have_chosen_is_not_verified(string channel, string user, Trust trust, string name)
    {
        var contact = Assert.Single(Read(Message.Replace("msteams", channel, StringComparison.Ordinal).Replace("29:1a|b", user, StringComparison.Ordinal)).Contacts);

        Assert.Equal((trust, name), (contact.From.Identities[0].Trust, contact.Channel));
    }

    [Theory]
    [InlineData("conversationUpdate", IgnoredReason.Subscription)]
    [InlineData("typing", IgnoredReason.Progress)]
    [InlineData("messageReaction", IgnoredReason.Reaction)]
    [InlineData("messageUpdate", IgnoredReason.Edit)]
    [InlineData("messageDelete", IgnoredReason.Deletion)]
    [InlineData("somethingOfTomorrow", IgnoredReason.UnknownEvent)]
    public void Other_types_are_no_contacts(string type, IgnoredReason reason)
    {
        var read = Read(Message.Replace("\"message\"", $"\"{type}\"", StringComparison.Ordinal));

        Assert.Null(read.Refusal);
        Assert.Equal(reason, Assert.Single(read.Ignored).Reason);
    }

    [Fact]
    public void What_a_bot_says_is_no_contact() =>
        Assert.Equal(IgnoredReason.Echo, Assert.Single(Read(Message.Replace("\"name\":\"Анна\"", "\"role\":\"bot\"", StringComparison.Ordinal)).Ignored).Reason);

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"message\"}")]
    [InlineData("nothing")]
    public void What_cannot_be_answered_is_refused_with_advice(string body) => Assert.NotNull(Read(body).Refusal);

    [Theory]
    [InlineData("Заказ 123456789 на сумму 45 000")]
    [InlineData("2026-11-28 10:15")]
    [InlineData("a@b c@ @d")]
    public void Other_numbers_and_signs_are_no_addresses(string text) => Assert.Empty(TypedAddresses.In(text, "RU"));

    [Theory]
    [InlineData("Мой телефон +44 7700 909401. Какой у вас адрес?", "+447700909401")]
    [InlineData("звоните 8-916-123-45-67!", "+79161234567")]
    [InlineData("+79161234567", "+79161234567")]
    public void A_number_is_found_however_it_is_written(string text, string number) => Assert.Equal(number, Assert.Single(TypedAddresses.In(text, "RU")).Value);

    private static NormalisedRequest Read(string body) => Samples.Catalogue.ReadActivity(Encoding.UTF8.GetBytes(body), Samples.ReceivedAt);
}
