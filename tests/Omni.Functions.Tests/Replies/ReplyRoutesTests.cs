using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Replies;

namespace Omni.Functions.Tests.Replies;

/// <summary>Who answers what.</summary>
public sealed class ReplyRoutesTests
{
    private static readonly ReplyOptions Both = new(new ReplyChoice("acs-email", "support@shop.example"), new ReplyChoice("twilio-sms", "+12025550100"));

    [Theory]
    [InlineData("mailbox", "email", "anna@example.org", "mailbox email in@shop.example anna@example.org ")]
    [InlineData("sendgrid", "email", "anna@example.org", "acs-email email support@shop.example anna@example.org in@shop.example")]
    [InlineData("form", "form", "anna@example.org", "acs-email email support@shop.example anna@example.org ")]
    [InlineData("form", "form", "+447700900123", "twilio-sms sms +12025550100 +447700900123 ")]
    [InlineData("vonage", "sms", "447700900123", "twilio-sms sms +12025550100 +447700900123 ")]
    [InlineData("acs", "sms", "447700900123", "acs sms in@shop.example 447700900123 ")]
    [InlineData("acs", "whatsapp", "447700900123", null)]
    [InlineData("acs", "voice", "+447700900123", null)]
    [InlineData("jivo", "chat", "visitor-1", null)]
    [InlineData("form", "form", "not an address", null)]
    public void What_its_own_provider_cannot_answer_is_answered_by_the_one_that_was_chosen(string provider, string channel, string from, string? route) =>
        Assert.Equal(route, WordsOf(Routes(Both).Find(Contact(provider, channel, from))));

    [Fact]
    public void What_came_to_no_address_is_answered_without_one() =>
        Assert.Null(Routes(Both).Find(Contact("sendgrid", "email", "anna@example.org") with { Account = "sendgrid" })?.AnswersTo);

    [Fact]
    public void Without_a_choice_nobody_answers_instead() =>
        Assert.Null(Routes(ReplyOptions.Default).Find(Contact("sendgrid", "email", "anna@example.org")));

    [Fact]
    public void Without_its_own_secret_an_SMS_goes_the_chosen_way() =>
        Assert.Equal("twilio-sms sms +12025550100 +447700900123 ", WordsOf(new ReplyRoutes(new ReplySenders([new Sender("twilio-sms")]), Both).Find(Contact("acs", "sms", "447700900123"))));

    [Fact]
    public void What_we_wrote_ourselves_is_not_answered() => Assert.Null(Routes(Both).Find(Contact("mailbox", "email", "anna@example.org") with { Direction = "outbound" }));

    [Theory]
    [InlineData("Wardrobe", "Is it oak?", "Re: Wardrobe")]
    [InlineData("RE: Wardrobe", "Is it oak?", "RE: Wardrobe")]
    [InlineData("Отв: Шкаф", "Это дуб?", "Отв: Шкаф")]
    [InlineData("Fwd: Wardrobe", "Is it oak?", "Re: Fwd: Wardrobe")]
    [InlineData("Wardrobe\r\nBcc: eve@example.org", "", "Re: Wardrobe  Bcc: eve@example.org")]
    [InlineData(null, "Is it oak?\nOr ash?", "Re: Is it oak?")]
    [InlineData(null, null, "Re:")]
    public void A_mail_has_the_subject_of_the_one_before_or_the_words_of_it(string? subject, string? text, string expected) =>
        Assert.Equal(expected, Routes(Both).Find(Contact("sendgrid", "email", "anna@example.org") with { Subject = subject, Text = text })?.Subject);

    [Fact]
    public void Settings_make_the_choice()
    {
        var failures = new List<string>();
        var options = Read(failures, ("Email:Through", "acs-email"), ("Email:From", "Support@Shop.example"), ("Sms:Through", "acs"), ("Sms:From", "Shop"));

        Assert.Empty(failures);
        Assert.Equal(new ReplyOptions(new ReplyChoice("acs-email", "support@shop.example"), new ReplyChoice("acs", "Shop")), options);
        Assert.Equal(ReplyOptions.Default, Read(failures));
    }

    [Theory]
    [InlineData("Email:Through", "pigeon", "Replies__Email__Through has to be mailbox or acs-email, or absent.")]
    [InlineData("Email:From", "nobody", "Replies__Email__From has to be an address, such as support@example.com: messages through acs-email come from there.")]
    [InlineData("Sms:From", "", "Replies__Sms__From has to be a number with its country code, such as +4930123456, a short code, or a name of up to 11 letters: messages through acs come from there.")]
    [InlineData("Sms:Through", "acs-email", "Replies__Sms__Through has to be twilio-sms or acs, or absent.")]
    public void A_choice_that_cannot_be_carried_out_is_told(string name, string value, string told)
    {
        var failures = new List<string>();
        var settings = new Dictionary<string, string> { ["Email:Through"] = "acs-email", ["Email:From"] = "support@shop.example", ["Sms:Through"] = "acs", ["Sms:From"] = "12345", [name] = value };

        ReplyOptions.From(settings.GetValueOrDefault, failures);

        Assert.Equal([told], failures);
    }

    private static ReplyOptions Read(List<string> failures, params (string Name, string Value)[] settings) =>
        ReplyOptions.From(name => settings.FirstOrDefault(setting => setting.Name == name).Value, failures);

    private static ReplyRoutes Routes(ReplyOptions options) =>
        new(new ReplySenders([new Sender("mailbox"), new Sender("acs-email"), new Sender("acs", "sms"), new Sender("twilio-sms"), new Sender("whatsapp")]), options);

    private static Contact Contact(string provider, string channel, string from) => new()
    {
        Id = "c1",
        Channel = channel,
        Provider = provider,
        Account = "in@shop.example",
        Kind = ContactKind.Message,
        ProviderMessageId = "1",
        From = new ContactSender { Identities = [new Identity(IdentityKind.Email, "anna@example.org", Trust.Verified)] },
        ReplyTo = from,
        OccurredAt = default,
        ReceivedAt = default,
    };

    private static string? WordsOf(ReplyRoute? route) => route is null ? null : $"{route.Sender.Provider} {route.Channel} {route.Account} {route.To} {route.AnswersTo}";

    private sealed class Sender(string provider, string? channel = null) : IReplySender
    {
        public string Provider => provider;

        public int LongestText => 1;

        public TimeSpan? Window => null;

        public bool IsRepeatable => false;

        public bool Answers(Contact contact) => contact.Provider == provider && (channel is null || contact.Channel == channel);

        public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
