using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Omni.Azure.Bot;
using Omni.Functions.Ingestion;
using Omni.Functions.Tests.Azure.Bot;
using Omni.Functions.Tests.Channels;

namespace Omni.Functions.Tests.Ingestion;

/// <summary>The bot's door behind a real server, with a topic in memory and the connector's keys.</summary>
public sealed class BotMessagesTests : IAsyncLifetime
{
    private readonly Issuer _issuer = new();
    private readonly TopicInMemory _topic = new();
    private readonly HandOffsTold _handOffs = new();
    private readonly HttpClient _client = new();
    private WebApplication _app = null!; // Started before each test.

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/api/messages", (HttpRequest request, CancellationToken cancellation) => Door(new CloudAdapter(_issuer.Authentication(), new NoToken())).Run(request, cancellation));
        _app.MapPost("/off", (HttpRequest request, CancellationToken cancellation) => Door(null).Run(request, cancellation));
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        _issuer.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_on_the_topic_when_the_channel_hears_200_without_a_body()
    {
        using var answer = await PostAsync(Activity());

        Assert.Equal((HttpStatusCode.OK, 0L), (answer.StatusCode, answer.Content.Headers.ContentLength));
        Assert.Equal("directline:c1:a1", Assert.Single(_topic.Published).ProviderMessageId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("expired")]
    [InlineData("another bot")]
    public async Task Without_a_token_that_proves_it_nothing_is_read(string? flaw)
    {
        var token = flaw switch { "expired" => _issuer.Token(expires: Issuer.Now.AddMinutes(-6)), "another bot" => _issuer.Token(audience: "another"), _ => null };

        using var answer = await PostAsync("not even JSON", token);

        await AssertProblemAsync(answer, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("https://evil.example/", "directline")]
    [InlineData(Issuer.ServiceUrl, "telegram")]
    public async Task A_token_for_another_address_or_channel_is_not_enough(string serviceUrl, string channel)
    {
        using var answer = await PostAsync(Activity(serviceUrl: serviceUrl, channel: channel));

        await AssertProblemAsync(answer, HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"type\":\"message\",\"serviceUrl\":\"https://smba.channel.example/emea/\",\"channelId\":\"directline\"}")]
    public async Task What_is_no_activity_is_refused_with_what_to_do(string body)
    {
        using var answer = await PostAsync(body);

        await AssertProblemAsync(answer, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_megabyte_is_too_much()
    {
        using var answer = await PostAsync(Activity(text: new string('a', 1024 * 1024)));

        await AssertProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Another_content_type_is_not_taken()
    {
        using var answer = await PostAsync(Activity(), type: "text/xml");

        await AssertProblemAsync(answer, HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("conversationUpdate", HttpStatusCode.OK)]
    [InlineData("somethingOfTomorrow", HttpStatusCode.OK)]
    [InlineData("invoke", HttpStatusCode.NotImplemented)]
    public async Task Other_types_are_heard_and_make_no_contact(string type, HttpStatusCode status)
    {
        using var answer = await PostAsync(Activity(type: type));

        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(_topic.Published);
    }

    [Theory]
    [InlineData("{\"state\":\"accepted\"}", "bot c1 accepted")]
    [InlineData("{\"state\":\"Completed\"}", "bot c1 Completed")]
    [InlineData("{}", null)]
    [InlineData("7", null)]
    public async Task What_people_elsewhere_make_of_a_hand_off_is_heard(string value, string? told)
    {
        using var answer = await PostAsync(Activity(type: "event").Replace("\"text\":\"Hello\"", $"\"name\":\"handoff.status\",\"value\":{value}", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(told, _handOffs.Told.SingleOrDefault());
    }

    [Fact]
    public async Task A_topic_that_takes_nothing_and_keys_that_cannot_be_had_ask_the_channel_to_come_again()
    {
        _issuer.IsDown = true;

        using var answer = await PostAsync(Activity());

        await AssertProblemAsync(answer, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("5", answer.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task Without_an_app_id_there_is_no_bot()
    {
        using var answer = await _client.PostAsync(new Uri("/off", UriKind.Relative), new StringContent("{}"));

        await AssertProblemAsync(answer, HttpStatusCode.NotFound);
    }

    private BotMessages Door(CloudAdapter? adapter) => new(
        new BotConnection(adapter),
        new ActivityIntake(Samples.Catalogue, new Inbox(_topic, new CrmTopicInMemory(), new ReceiptsInMemory()), _handOffs, new FakeTimeProvider(new DateTimeOffset(Issuer.Now))),
        NullLogger<BotMessages>.Instance);

    private async Task<HttpResponseMessage> PostAsync(string body, string? token = "", string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/messages") { Content = new StringContent(body, Encoding.UTF8, type) };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Length > 0 ? token : _issuer.Token());
        return await _client.SendAsync(request);
    }

    private static string Activity(string type = "message", string serviceUrl = Issuer.ServiceUrl, string channel = "directline", string text = "Hello") => JsonSerializer.Serialize(new
    {
        type, id = "a1", serviceUrl, channelId = channel, text, from = new { id = "dl_anna" }, recipient = new { id = "bot" }, conversation = new { id = "c1" },
    });

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotEmpty(JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()).GetProperty("detail").GetString()!); // A problem says what to do.
    }

    private sealed class HandOffsTold : IHandOffStatus
    {
        public List<string> Told { get; } = [];

        public Task TellAsync(string account, string conversation, string state, CancellationToken cancellationToken)
        {
            Told.Add($"{account} {conversation} {state}");
            return Task.CompletedTask;
        }
    }

    private sealed class NoToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException("Nothing is sent here.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException("Nothing is sent here.");
    }
}
