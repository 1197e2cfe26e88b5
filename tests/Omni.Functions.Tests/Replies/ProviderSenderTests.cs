using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Omni.Functions.Channels;
using Omni.Functions.Replies;

namespace Omni.Functions.Tests.Replies;

/// <summary>What the way to a provider makes of a message.</summary>
public sealed class ProviderSenderTests : IDisposable
{
    private static readonly OutgoingMessage Hello = new() { Id = "00112233445566778899aabbccddeeff", Account = "1", To = "2", Text = "Hello", AskedAt = default };

    private readonly FakeTimeProvider _clock = new();
    private readonly Way _way = new();
    private readonly HttpClient _http;

    public ProviderSenderTests() => _http = new HttpClient(_way);

    private ProviderSender Sender => new("whatsapp", WhatsApp(), publicUrl: null, _http, _clock);

    public void Dispose()
    {
        _http.Dispose();
        _way.Dispose();
    }

    [Fact]
    public async Task What_the_provider_took_is_sent()
    {
        _way.Next = static () => Answer(200, """{"messages":[{"id":"wamid.out"}]}""");

        Assert.Equal(new MessageSent("wamid.out"), await Sender.SendAsync(Hello, default));
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    public async Task Without_a_connection_nothing_was_sent(HttpRequestError error)
    {
        _way.Next = () => throw new HttpRequestException(error);

        Assert.Equal(new SendLater(), await Sender.SendAsync(Hello, default));
    }

    [Fact]
    public async Task What_breaks_off_or_is_not_answered_in_time_may_have_been_sent()
    {
        _way.Next = static () => throw new HttpRequestException(HttpRequestError.ResponseEnded);
        Assert.Equal(new SendingUnclear("cutOff"), await Sender.SendAsync(Hello, default));

        _way.Next = static () => throw new TaskCanceledException("Timed out.");
        Assert.Equal(new SendingUnclear("timedOut"), await Sender.SendAsync(Hello, default));
    }

    [Fact]
    public async Task A_provider_that_asks_for_patience_gets_it()
    {
        _way.Next = static () =>
        {
            var busy = Answer(429, "");
            busy.Headers.RetryAfter = new(TimeSpan.FromSeconds(17));
            return busy;
        };

        Assert.Equal(new SendLater(TimeSpan.FromSeconds(17)), await Sender.SendAsync(Hello, default));
    }

    [Fact]
    public async Task A_provider_may_name_the_time_until_which_it_has_to_be_left_alone()
    {
        var until = _clock.GetUtcNow() + TimeSpan.FromSeconds(90);
        _way.Next = () =>
        {
            var busy = Answer(503, "");
            busy.Headers.RetryAfter = new(until);
            return busy;
        };

        Assert.Equal(new SendLater(TimeSpan.FromSeconds(90)), await Sender.SendAsync(Hello, default));
    }

    [Fact]
    public async Task One_that_keeps_failing_is_left_alone_for_half_a_minute()
    {
        var sender = new RestingSender(Sender, _clock);
        _way.Next = static () => Answer(502, "");
        for (var i = 0; i < 3; i++)
            Assert.IsType<SendingUnclear>(await sender.SendAsync(Hello, default));

        Assert.IsType<SendLater>(await sender.SendAsync(Hello, default));
        Assert.Equal(3, _way.Requests);

        _clock.Advance(TimeSpan.FromSeconds(31));
        _way.Next = static () => Answer(200, """{"messages":[{"id":"wamid.out"}]}""");
        Assert.IsType<MessageSent>(await sender.SendAsync(Hello, default));
    }

    private static IProviderReplies WhatsApp() => new ChannelCatalogue(static (_, key) => key == "AccessToken" ? "token" : null, "RU", ReplyKey.From("a salt of some length"u8)).Replies["whatsapp"];

    private static HttpResponseMessage Answer(int status, string body) => new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private sealed class Way : HttpMessageHandler
    {
        public Func<HttpResponseMessage> Next { get; set; } = static () => Answer(200, "{}");

        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(Next());
        }
    }
}
