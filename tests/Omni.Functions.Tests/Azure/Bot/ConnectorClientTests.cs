using System.Net;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Omni.Azure.Bot;
using Omni.Azure.Bot.Authentication;
using Omni.Azure.Bot.Connector;
using Omni.Azure.Bot.Schema;

namespace Omni.Functions.Tests.Azure.Bot;

/// <summary>What goes to the Bot Connector, byte for byte, and what its answers mean.</summary>
public sealed class ConnectorClientTests
{
    private const string User = "29:1a|b;c=d@e";

    private static readonly ChannelProof Proof = new(Issuer.ServiceUrl, ["msteams"]);

    private readonly Connector _connector = new();

    [Fact]
    public async Task An_answer_goes_to_the_activity_and_every_id_is_escaped()
    {
        var sent = await Client().ReplyToActivityAsync("19:meeting;1=2@thread", "f:1|0", MessageFactory.Text("Hello"));

        var request = Assert.Single(_connector.Requests);
        Assert.Equal("https://smba.channel.example/emea/v3/conversations/19%3Ameeting%3B1%3D2%40thread/activities/f%3A1%7C0", request.Address);
        Assert.Equal("Bearer token-for-https://api.botframework.com/.default", request.Authorization);
        Assert.Equal("""{"type":"message","text":"Hello","inputHint":"acceptingInput"}""", request.Body);
        Assert.Equal("sent-1", sent.Id);
    }

    [Fact]
    public async Task A_turn_answers_to_where_it_came_from_with_the_accounts_changed_about()
    {
        var adapter = new CloudAdapter(new Issuer().Authentication(), new Token(), Options());
        var came = new Activity(ActivityTypes.Message)
        {
            Id = "a1",
            ServiceUrl = Issuer.ServiceUrl,
            ChannelId = "msteams",
            From = new ChannelAccount(User, "Anna"),
            Recipient = new ChannelAccount("28:bot"),
            Conversation = new ConversationAccount { Id = "c1" },
        };

        await adapter.ProcessActivityAsync(Proof, came, async (turn, token) => await turn.SendActivityAsync("Здравствуйте!", cancellationToken: token), default);

        var request = Assert.Single(_connector.Requests);
        Assert.EndsWith("/v3/conversations/c1/activities/a1", request.Address, StringComparison.Ordinal);
        using var body = JsonDocument.Parse(request.Body);
        Assert.Equal(
            ("28:bot", User, "a1", "Здравствуйте!"),
            (body.RootElement.GetProperty("from").GetProperty("id").GetString(), body.RootElement.GetProperty("recipient").GetProperty("id").GetString(), body.RootElement.GetProperty("replyToId").GetString(), body.RootElement.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Whoever_expects_replies_gets_them_in_the_response_and_nothing_is_sent()
    {
        var adapter = new CloudAdapter(new Issuer().Authentication(), new Token(), Options());
        var came = new Activity(ActivityTypes.Message) { DeliveryMode = DeliveryModes.ExpectReplies, ChannelId = "msteams", ServiceUrl = Issuer.ServiceUrl, Conversation = new ConversationAccount { Id = "c1" } };

        var response = await adapter.ProcessActivityAsync(Proof, came, async (turn, token) => await turn.SendActivityAsync("Hello", cancellationToken: token), default);

        Assert.Equal("Hello", Assert.Single(response!.Body!.Value.GetProperty("activities").EnumerateArray()).GetProperty("text").GetString());
        Assert.Empty(_connector.Requests);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(412)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_may_pass_is_asked_again(int status)
    {
        _connector.Answers.Enqueue((HttpStatusCode)status);

        Assert.Equal("sent-2", (await Client().SendToConversationAsync("c1", MessageFactory.Text("Hello"))).Id);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Everything_else_is_not(int status)
    {
        _connector.Answers.Enqueue((HttpStatusCode)status);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Client().SendToConversationAsync("c1", MessageFactory.Text("Hello")));

        Assert.Equal((status, "BadSyntax", 1), (failure.Status, failure.ErrorCode, _connector.Requests.Count));
    }

    [Fact]
    public async Task An_answer_without_a_body_is_an_answer()
    {
        _connector.Answers.Enqueue(HttpStatusCode.Accepted);

        Assert.Null((await Client().SendToConversationAsync("c1", MessageFactory.Text("Hello"))).Id);
    }

    [Fact]
    public async Task Our_token_goes_to_no_address_that_is_not_encrypted()
    {
        var client = new ConnectorClient(new Uri("http://smba.channel.example/"), new Token(), Options());

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendToConversationAsync("c1", MessageFactory.Text("Hello")));
        Assert.Empty(_connector.Requests);
    }

    private ConnectorClient Client() => new(new Uri(Issuer.ServiceUrl), new Token(), Options());

    private ConnectorClientOptions Options() => new() { Transport = new HttpClientTransport(_connector), Retry = { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero } };

    private sealed class Token : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"token-for-{requestContext.Scopes.Single()}", new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }

    private sealed class Connector : HttpMessageHandler
    {
        public List<(string Address, string? Authorization, string Body)> Requests { get; } = [];

        /// <summary>What is answered first; then all is well.</summary>
        public Queue<HttpStatusCode> Answers { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add((request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(), await request.Content!.ReadAsStringAsync(cancellationToken))); // A POST has both.
            return Answers.TryDequeue(out var status)
                ? new HttpResponseMessage(status) { Content = new StringContent((int)status < 300 ? "" : """{"error":{"code":"BadSyntax","message":"In words."}}""") }
                : new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent($$"""{"id":"sent-{{Requests.Count}}"}""") };
        }
    }
}
