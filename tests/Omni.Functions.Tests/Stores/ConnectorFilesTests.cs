using System.Net;
using Azure.Core;
using Azure.Identity;
using Omni.Functions.Contacts;
using Omni.Functions.Media;
using Omni.Functions.Stores;

namespace Omni.Functions.Tests.Stores;

/// <summary>The bot's token opens files that the channel keeps, and is shown to nobody else.</summary>
public sealed class ConnectorFilesTests : IDisposable
{
    private readonly Channel _channel = new();
    private readonly HttpClient _http;

    public ConnectorFilesTests() => _http = new HttpClient(_channel);

    [Theory]
    [InlineData("https://smba.channel.example/emea/v3/attachments/1/views/original", "Bearer bot-token")]
    [InlineData("https://smba.channel.example/emea/v3/conversations/19%3Ax/members", null)]
    [InlineData("https://smba.channel.example/emea/v3/attachments/..%2fconversations/1/members", null)]
    [InlineData("https://smba.channel.example/emea/v3/attachments/../conversations/1/members", null)]
    [InlineData("https://smba.channel.example/other/v3/attachments/1", null)]
    [InlineData("https://smba.channel.example.evil.example/emea/v3/attachments/1", null)]
    [InlineData("https://smba.channel.example:8443/emea/v3/attachments/1", null)]
    [InlineData("https://smba.channel.example/emea/../elsewhere", null)]
    [InlineData("http://smba.channel.example/emea/v3/attachments/1", null)]
    [InlineData("https://shop.sharepoint.example/download.aspx?tempauth=t", null)]
    public async Task The_token_goes_below_the_service_address_of_the_conversation_and_nowhere_else(string address, string? authorization)
    {
        await using var file = await Files().OpenAsync(Sent("https://smba.channel.example/emea/v3/conversations/19%3Ax#29%3Aa"), new Attachment { Url = address }, default);

        Assert.Equal("hello", await new StreamReader(Assert.IsType<MediaFile>(file).Content).ReadToEndAsync());
        Assert.Equal(authorization, _channel.Authorization);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("29:a")]
    [InlineData("http://channel.example/v3/conversations/19%3Ax#29%3Aa")]
    public async Task Without_a_protected_service_address_there_is_no_token(string? replyTo)
    {
        await using var file = await Files().OpenAsync(Sent(replyTo), new Attachment { Url = "http://channel.example/v3/attachments/1" }, default);

        Assert.NotNull(file);
        Assert.Null(_channel.Authorization);
    }

    [Fact]
    public async Task What_has_no_address_will_never_be_had() => Assert.Equal(
        AttachmentProblem.NotAllowed, (await Assert.ThrowsAsync<MediaRefusedException>(async () => await Files().OpenAsync(Sent("x"), new Attachment(), default))).Problem);

    [Fact]
    public async Task Without_a_token_it_is_tried_again_later() => await Assert.ThrowsAsync<MediaUnavailableException>(async () => await new ConnectorFiles(new WebFiles(_http), new Nobody(), "scope")
        .OpenAsync(Sent("https://smba.channel.example/v3/conversations/1#2"), new Attachment { Url = "https://smba.channel.example/v3/attachments/1" }, default));

    public void Dispose()
    {
        _http.Dispose();
        _channel.Dispose();
    }

    private ConnectorFiles Files() => new(new WebFiles(_http), DelegatedTokenCredential.Create(static (_, _) => new AccessToken("bot-token", DateTimeOffset.MaxValue)), "https://api.botframework.com/.default");

    private static Contact Sent(string? replyTo) => Customers.People.Contact(1) with { Provider = "bot", ReplyTo = replyTo };

    private sealed class Channel : HttpMessageHandler
    {
        public string? Authorization { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorization = request.Headers.Authorization?.ToString();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("hello") });
        }
    }

    private sealed class Nobody : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new AuthenticationFailedException("No identity.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new AuthenticationFailedException("No identity.");
    }
}
