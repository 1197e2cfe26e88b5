using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Omni.Azure.Communication.Email;
using Omni.Azure.Communication.Sms;
using Omni.Functions.Channels;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Azure;
using Omni.Functions.Tests.Channels;
using static Omni.Functions.Tests.Azure.RecordedRequests;

namespace Omni.Functions.Tests.Stores;

/// <summary>Mail and SMS over Communication Services, which know a message again.</summary>
public sealed class CommunicationRepliesTests
{
    private const string Id = "00112233445566778899aabbccddeeff";
    private const string SameId = "00112233-4455-6677-8899-aabbccddeeff";
    private const string Resource = "endpoint=https://contoso.communication.azure.com/;accesskey=AAEC";

    private static readonly DateTimeOffset Now = new(2026, 1, 15, 10, 20, 30, TimeSpan.Zero);

    private static readonly OutgoingMessage Yes = new()
    {
        Id = Id,
        Account = "support@shop.example",
        To = "anna@client.example",
        Text = "Yes, it is oak.",
        Thread = "u7ut6z35yy6kp6ph5x5bssikdwuc6vui",
        InReplyTo = "oak@client.example",
        Subject = "Re: Wardrobe",
        AnswersTo = "in@parse.shop.example",
        AskedAt = Now,
    };

    private static readonly OutgoingMessage Sms = Yes with { Account = "12025550100", To = "447700900123" };

    private readonly FakeTimeProvider _clock = new(Now);

    [Fact]
    public async Task A_mail_goes_out_in_its_thread_under_an_id_that_the_service_knows_again()
    {
        var requests = new RecordedRequests(Answer(202, $$"""{"id":"{{SameId}}","status":"Running"}"""));

        Assert.Equal(new MessageSent(SameId), await Mail(requests).SendAsync(Yes, default));

        var body = JsonElement.Parse(requests.All[0].Body);
        var headers = body.GetProperty("headers");
        Assert.Equal(SameId, requests.All[0].Headers["Operation-Id"]);
        Assert.Equal(("support@shop.example", "Re: Wardrobe"), (body.GetProperty("senderAddress").GetString(), body.GetProperty("content").GetProperty("subject").GetString()));
        Assert.Equal(("<oak@client.example>", "<oak@client.example>"), (headers.GetProperty("In-Reply-To").GetString(), headers.GetProperty("References").GetString()));
        Assert.Matches($"^<{Id}\\.[a-z2-7]{{48}}@shop\\.example>$", headers.GetProperty("Message-ID").GetString());
        Assert.Matches("^in\\+[a-z2-7]{48}@parse\\.shop\\.example$", body.GetProperty("replyTo")[0].GetProperty("address").GetString());
    }

    [Theory]
    [InlineData("sha256:0011")]
    [InlineData("form:42")]
    [InlineData("a@b>\r\nBcc: <eve@example.org")]
    public async Task What_was_no_mail_or_has_no_id_that_may_stand_in_a_header_is_not_named_in_one(string answered)
    {
        var requests = new RecordedRequests(Answer(202, $$"""{"id":"{{SameId}}","status":"Running"}"""));

        await Mail(requests).SendAsync(Yes with { InReplyTo = answered }, default);

        Assert.False(JsonElement.Parse(requests.All[0].Body).GetProperty("headers").TryGetProperty("In-Reply-To", out _));
    }

    [Fact]
    public async Task A_line_break_in_a_subject_begins_no_other_header()
    {
        var requests = new RecordedRequests(Answer(202, $$"""{"id":"{{SameId}}","status":"Running"}"""));

        await Mail(requests).SendAsync(Yes with { Subject = "Re: Wardrobe\r\nBcc: eve@example.org" }, default);

        Assert.Equal("Re: Wardrobe  Bcc: eve@example.org", JsonElement.Parse(requests.All[0].Body).GetProperty("content").GetProperty("subject").GetString());
    }

    [Fact]
    public async Task A_mail_may_have_files()
    {
        var requests = new RecordedRequests(Answer(202, $$"""{"id":"{{SameId}}","status":"Running"}"""));

        await Mail(requests).SendAsync(Yes with { Files = [new OutgoingFile("plan.pdf", "application/pdf", 5) { Content = "%PDF-"u8.ToArray() }] }, default);

        var file = JsonElement.Parse(requests.All[0].Body).GetProperty("attachments")[0];
        Assert.Equal(("plan.pdf", "JVBERi0="), (file.GetProperty("name").GetString(), file.GetProperty("contentInBase64").GetString()));
    }

    [Fact]
    public async Task A_mail_may_have_HTML_beside_its_text()
    {
        var requests = new RecordedRequests(Answer(202, $$"""{"id":"{{SameId}}","status":"Running"}"""));

        await Mail(requests).SendAsync(Yes with { Html = "<p>Yes, it is <b>oak</b>.</p>" }, default);

        var content = JsonElement.Parse(requests.All[0].Body).GetProperty("content");
        Assert.Equal(("Yes, it is oak.", "<p>Yes, it is <b>oak</b>.</p>"), (content.GetProperty("plainText").GetString(), content.GetProperty("html").GetString()));
    }

    [Fact]
    public async Task A_long_address_of_ours_has_no_room_for_the_thread()
    {
        var requests = new RecordedRequests(Answer(202, $$"""{"id":"{{SameId}}","status":"Running"}"""));

        await Mail(requests).SendAsync(Yes with { AnswersTo = "customer-support@shop.example" }, default);

        Assert.Equal("customer-support@shop.example", JsonElement.Parse(requests.All[0].Body).GetProperty("replyTo")[0].GetProperty("address").GetString());
    }

    [Theory]
    [InlineData(429, "17", "later 17")]
    [InlineData(429, "Thu, 15 Jan 2026 10:21:30 GMT", "later 60")]
    [InlineData(503, null, "later")]
    [InlineData(500, null, "unclear status500")]
    [InlineData(400, null, "refused InvalidRequest")]
    [InlineData(401, null, "refused InvalidRequest")]
    public async Task An_answer_says_whether_the_mail_is_refused_to_be_tried_again_or_nobody_knows(int status, string? retryAfter, string meaning)
    {
        var requests = new RecordedRequests(Answer(status, """{"error":{"code":"InvalidRequest","message":"to anna@client.example"}}""", answer =>
        {
            if (retryAfter is not null)
                answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }));

        Assert.Equal(meaning, WordsOf(await Mail(requests).SendAsync(Yes, default)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"value":[]}""")]
    [InlineData("""{"id":7,"value":[{"to":7}]}""")]
    public async Task An_answer_that_cannot_be_read_says_nothing(string body)
    {
        Assert.Equal("unclear unreadable", WordsOf(await Mail(new RecordedRequests(Answer(202, body))).SendAsync(Yes, default)));
        Assert.Equal("unclear unreadable", WordsOf(await Texts(new RecordedRequests(Answer(202, body))).SendAsync(Sms, default)));
    }

    [Fact]
    public async Task What_breaks_off_may_have_been_sent_and_is_asked_for_again_under_the_same_id()
    {
        var requests = new RecordedRequests(static () => throw new HttpRequestException("Cut off."));

        Assert.Equal("unclear status0", WordsOf(await Mail(requests).SendAsync(Yes, default)));
        Assert.True(Mail(requests).IsRepeatable);
    }

    [Fact]
    public async Task An_SMS_goes_to_a_number_with_its_plus_under_a_pair_that_stays()
    {
        var requests = new RecordedRequests(Answer(202, """{"value":[{"to":"+447700900123","messageId":"Outgoing_1","httpStatusCode":202,"successful":true}]}"""));
        var sender = Texts(requests);

        Assert.Equal(new MessageSent("Outgoing_1"), await sender.SendAsync(Sms, default));
        _clock.Advance(TimeSpan.FromMinutes(5));
        await sender.SendAsync(Sms, default);

        var body = JsonElement.Parse(requests.All[0].Body);
        var recipient = body.GetProperty("smsRecipients")[0];
        Assert.Equal(("+12025550100", "+447700900123"), (body.GetProperty("from").GetString(), recipient.GetProperty("to").GetString()));
        Assert.Equal((SameId, "Thu, 15 Jan 2026 10:20:30 GMT"), (recipient.GetProperty("repeatabilityRequestId").GetString(), recipient.GetProperty("repeatabilityFirstSent").GetString()));
        Assert.Equal(requests.All[0].Body, requests.All[1].Body);
    }

    [Theory]
    [InlineData(400, "refused acs400")]
    [InlineData(503, "later")]
    [InlineData(500, "unclear status500")]
    public async Task The_outcome_of_an_SMS_stands_beside_its_recipient(int status, string meaning)
    {
        var requests = new RecordedRequests(Answer(202, $$"""{"value":[{"to":"+447700900123","httpStatusCode":{{status}},"errorMessage":"No.","successful":false}]}"""));

        Assert.Equal(meaning, WordsOf(await Texts(requests).SendAsync(Sms, default)));
    }

    private CommunicationEmailReplies Mail(RecordedRequests requests) =>
        new(new EmailClient(Resource, new EmailClientOptions { Transport = requests.Transport, Retry = { MaxRetries = 0 } }), Samples.Catalogue, _clock);

    private CommunicationSmsReplies Texts(RecordedRequests requests) => new(new SmsClient(Resource, new SmsClientOptions { Transport = requests.Transport, Retry = { MaxRetries = 0 } }), _clock);

    private static string WordsOf(SendOutcome outcome) => outcome switch
    {
        MessageSent sent => $"sent {sent.ProviderMessageId}",
        SendingRefused refused => $"refused {refused.Reason}",
        SendLater later => $"later {later.After?.TotalSeconds}".TrimEnd(),
        SendingUnclear unclear => $"unclear {unclear.Reason}",
        _ => "",
    };
}
