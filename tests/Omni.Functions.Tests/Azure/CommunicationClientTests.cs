using System.Text;
using Azure;
using Azure.Core;
using Microsoft.Extensions.Time.Testing;
using Omni.Azure.Communication.Email;
using Omni.Azure.Communication.Sms;
using static Omni.Functions.Tests.Azure.RecordedRequests;

namespace Omni.Functions.Tests.Azure;

/// <summary>The signatures were computed by the official JavaScript client of e-mail with its clock stopped, and in Python; those of SMS in Python alone.</summary>
public sealed class CommunicationClientTests
{
    private const string Operation = "8540c0de-899f-5cce-acb5-3ec493af3800";

    private static readonly string Key = Convert.ToBase64String([.. Enumerable.Range(0, 64).Select(static at => (byte)at)]);
    private static readonly string ConnectionString = $"endpoint=https://contoso.unitedstates.communication.azure.com/;accesskey={Key}";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 15, 10, 20, 30, TimeSpan.Zero));

    [Fact]
    public async Task A_mail_is_signed_as_in_the_worked_example()
    {
        var requests = new RecordedRequests(Answer(202, $$"""{"id":"{{Operation}}","status":"Running"}"""));

        var operation = await Mail(requests).SendAsync(WaitUntil.Started, Hello(), Guid.Parse(Operation));

        var request = Assert.Single(requests.All);
        Assert.Equal(("POST", "/emails:send?api-version=2025-09-01"), (request.Method, request.Address.PathAndQuery));
        Assert.Equal(
            """{"senderAddress":"support@contoso.com","content":{"subject":"Hello","plainText":"Hi"},"recipients":{"to":[{"address":"a@example.org"}]}}""", Encoding.UTF8.GetString(request.Body));
        AssertSigned(request, "h0B9vFR7/N9aqNrFZJe54CaxHVBSr/PSEjeW/DLeBMw=", "JUzSgm2m3JS2wNtNacBvP3iCG6ILcCQmuUI7Xi/U+OM=");
        Assert.Equal((Operation, Operation), (request.Headers["Operation-Id"], operation.Id));
        Assert.False(operation.HasCompleted);
    }

    [Fact]
    public async Task The_question_what_became_of_a_mail_is_signed_as_in_the_worked_example()
    {
        var requests = new RecordedRequests(Answer(200, $$"""{"id":"{{Operation}}","status":"succeeded"}"""));
        var operation = new EmailSendOperation(Operation, Mail(requests));

        await operation.UpdateStatusAsync();

        AssertSigned(Assert.Single(requests.All), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "B6Tzd4z2jVjk6jyPNVWm74sLlemecOdvQJzfnAAdkVo=");
        Assert.Equal((true, EmailSendStatus.Succeeded), (operation.HasCompleted, operation.Value.Status));
    }

    [Fact]
    public async Task A_mail_that_was_dropped_is_a_failure_with_its_code()
    {
        var requests = new RecordedRequests(Answer(200, $$$"""{"id":"{{{Operation}}}","status":"Failed","error":{"code":"EmailDropped","message":"to a@example.org"}}"""));
        var operation = new EmailSendOperation(Operation, Mail(requests));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(async () => await operation.UpdateStatusAsync());

        Assert.Equal(("EmailDropped", true, false), (failure.ErrorCode, operation.HasCompleted, operation.HasValue));
        Assert.DoesNotContain("a@example.org", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_has_everything_that_is_in_it()
    {
        var requests = new RecordedRequests(Answer(202, $$"""{"id":"{{Operation}}","status":"Running"}"""));
        var message = new EmailMessage("support@contoso.com", new EmailRecipients([new EmailAddress("a@example.org", "Анна")]), new EmailContent("Re: order") { PlainText = "Hi", Html = "<p>Hi</p>" })
        {
            ReplyTo = { new EmailAddress("support+42@contoso.com") },
            Headers = { ["In-Reply-To"] = "<1@example.org>" },
            Attachments = { new EmailAttachment("a.pdf", "application/pdf", new BinaryData("%PDF-"u8.ToArray())) },
            UserEngagementTrackingDisabled = true,
        };

        await Mail(requests).SendAsync(WaitUntil.Started, message);

        Assert.Equal(
            """
            {"senderAddress":"support@contoso.com","content":{"subject":"Re: order","plainText":"Hi","html":"<p>Hi</p>"},"recipients":{"to":[{"address":"a@example.org","displayName":"Анна"}]},
            "replyTo":[{"address":"support+42@contoso.com"}],"headers":{"In-Reply-To":"<1@example.org>"},
            "attachments":[{"name":"a.pdf","contentType":"application/pdf","contentInBase64":"JVBERi0="}],"userEngagementTrackingDisabled":true}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(requests.All[0].Body));
    }

    [Theory]
    [InlineData("2026-01-23", "nHsvrHv74MNL92qW8B5d8Vai+0dbTzDvW3fLplc7Wm4=")]
    [InlineData("2021-03-07", "hUgM+jiOkK7dVWOcbM2JHDw/qezOuplSMLLy+Vy3I/U=")]
    public async Task An_SMS_is_signed_as_in_the_worked_example(string version, string signature)
    {
        var requests = new RecordedRequests(Answer(202, """{"value":[{"to":"+15550100","messageId":"Outgoing_1","httpStatusCode":202,"repeatabilityResult":"accepted","successful":true}]}"""));
        var options = new SmsSendOptions(enableDeliveryReport: true) { Tag = "t1", Repeatability = new SmsRepeatability(Guid.Parse("11111111-2222-3333-4444-555555555555"), _clock.GetUtcNow()) };

        var result = await Sms(requests, version).SendAsync("+15550199", "+15550100", "Hi", options);

        var request = Assert.Single(requests.All);
        Assert.Equal(
            """{"from":"+15550199","smsRecipients":[{"to":"+15550100","repeatabilityRequestId":"11111111-2222-3333-4444-555555555555","repeatabilityFirstSent":"Thu, 15 Jan 2026 10:20:30 GMT"}],"message":"Hi","smsSendOptions":{"enableDeliveryReport":true,"tag":"t1"}}""",
            Encoding.UTF8.GetString(request.Body));
        AssertSigned(request, "hoqbq4VxYxtBdbNuQNIx7IVLnKTBzG5WMeHnF4zvIbg=", signature);
        Assert.Equal(("Outgoing_1", 202, true), (result.Value.MessageId, result.Value.HttpStatusCode, result.Value.Successful));
    }

    [Fact]
    public async Task Each_recipient_of_an_SMS_fares_for_himself()
    {
        var requests = new RecordedRequests(Answer(202, """
            {"value":[{"to":"+15550100","messageId":"Outgoing_1","httpStatusCode":202,"successful":true},{"to":"+1555","httpStatusCode":400,"errorMessage":"Invalid To phone number format.","successful":false}]}
            """));

        var results = await Sms(requests).SendAsync("+15550199", ["+15550100", "+1555"], "Hi");

        Assert.Equal([(true, "Outgoing_1"), (false, null)], results.Value.Select(static result => (result.Successful, result.MessageId)));
    }

    [Fact]
    public async Task With_an_identity_requests_carry_its_token_and_no_signature()
    {
        var requests = new RecordedRequests(Answer(202, $$"""{"id":"{{Operation}}","status":"Running"}"""));
        var credential = new OneToken();
        var client = new EmailClient(new Uri("https://contoso.unitedstates.communication.azure.com"), credential, new EmailClientOptions { Transport = requests.Transport });

        await client.SendAsync(WaitUntil.Started, Hello());

        Assert.Equal("Bearer token-of-the-app", requests.All[0].Headers["Authorization"]);
        Assert.DoesNotContain("x-ms-date", requests.All[0].Headers.Keys);
        Assert.Equal(["https://communication.azure.com//.default"], credential.Scopes);
    }

    [Fact]
    public async Task A_repeated_request_is_signed_anew()
    {
        var requests = new RecordedRequests(Answer(503), Answer(202, $$"""{"id":"{{Operation}}","status":"Running"}"""));
        var options = new EmailClientOptions { Transport = requests.Transport, Clock = _clock, Retry = { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero } };
        _clock.AutoAdvanceAmount = TimeSpan.FromSeconds(1);

        await new EmailClient(ConnectionString, options).SendAsync(WaitUntil.Started, Hello());

        Assert.Equal(2, requests.All.Select(static request => request.Headers["x-ms-date"]).Distinct().Count());
        Assert.Equal(2, requests.All.Select(static request => request.Headers["Authorization"]).Distinct().Count());
    }

    [Theory]
    [InlineData("accesskey=AAEC")]
    [InlineData("endpoint=https://contoso.communication.azure.com/")]
    [InlineData("endpoint=https://contoso.communication.azure.com/;accesskey=not base64!")]
    [InlineData("endpoint=nowhere;accesskey=AAEC")]
    [InlineData("secret-without-a-name")]
    public void A_connection_string_without_endpoint_or_key_is_refused_and_never_repeated(string connectionString)
    {
        var failure = Assert.Throws<FormatException>(() => new EmailClient(connectionString));

        Assert.DoesNotContain(connectionString, failure.Message, StringComparison.Ordinal);
    }

    private static EmailMessage Hello() => new("support@contoso.com", "a@example.org", new EmailContent("Hello") { PlainText = "Hi" });

    private static void AssertSigned(RecordedRequest request, string hash, string signature)
    {
        Assert.Equal((hash, "Thu, 15 Jan 2026 10:20:30 GMT"), (request.Headers["x-ms-content-sha256"], request.Headers["x-ms-date"]));
        Assert.Equal($"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}", request.Headers["Authorization"]);
    }

    private EmailClient Mail(RecordedRequests requests) => new(ConnectionString, new EmailClientOptions { Transport = requests.Transport, Clock = _clock });

    private SmsClient Sms(RecordedRequests requests, string version = "2026-01-23") =>
        new(ConnectionString, new SmsClientOptions { Transport = requests.Transport, Clock = _clock, ServiceVersion = version });

    private sealed class OneToken : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("token-of-the-app", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
