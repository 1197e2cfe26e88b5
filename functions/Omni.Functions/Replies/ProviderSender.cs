using System.Net.Http.Headers;
using System.Text.Json;
using Omni.Functions.Channels;
using Polly;
using Polly.CircuitBreaker;

namespace Omni.Functions.Replies;

/// <summary>Writes to people over a provider's API. A provider that keeps failing is left alone for a while.</summary>
public sealed class ProviderSender : IReplySender
{
    private const int LargestAnswer = 256 * 1024;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly IProviderReplies _provider;
    private readonly string? _receiptsTo;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<SendOutcome> _breaker;

    /// <param name="provider">The name in <c>/api/webhooks/{provider}</c>.</param>
    /// <param name="replies">How it is asked.</param>
    /// <param name="publicUrl">Our address, without a path; null when it is not set.</param>
    /// <param name="http">Without its loggers.</param>
    /// <param name="clock">For the breaker.</param>
    public ProviderSender(string provider, IProviderReplies replies, string? publicUrl, HttpClient http, TimeProvider clock)
    {
        (Provider, _provider, _http) = (provider, replies, http);
        _receiptsTo = publicUrl is null ? null : $"{publicUrl.TrimEnd('/')}/api/webhooks/{provider}";
        _breaker = new ResiliencePipelineBuilder<SendOutcome> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<SendOutcome>
            {
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is SendingUnclear or SendLater { After: null }),
                FailureRatio = 0.5,
                MinimumThroughput = 5,
                SamplingDuration = Rest,
                BreakDuration = Rest,
            })
            .Build();
    }

    public string Provider { get; }

    public int LongestText => _provider.LongestText;

    public TimeSpan? Window => _provider.Window;

    public bool IsRepeatable => _provider.IsRepeatable;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        try
        {
            return await _breaker.ExecuteAsync(async token => await AskAsync(_provider.Ask(message with { ReceiptsTo = _receiptsTo }), token), cancellation);
        }
        catch (BrokenCircuitException resting)
        {
            return new SendLater(resting.RetryAfter ?? Rest);
        }
    }

    private async Task<SendOutcome> AskAsync(SendRequest request, CancellationToken cancellation)
    {
        using var content = new ReadOnlyMemoryContent(request.Content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(request.ContentType) } };
        using var post = new HttpRequestMessage(HttpMethod.Post, request.Address) { Content = content };
        foreach (var (name, value) in request.Headers)
            post.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var answer = await _http.SendAsync(post, cancellation);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellation);
            return _provider.Read(new ProviderAnswer((int)answer.StatusCode, Parse(body), RetryAfter(answer)));
        }
        catch (HttpRequestException failure)
        {
            // Without a connection nothing went out. Whatever is cut off later may have arrived.
            return failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
                ? new SendLater()
                : new SendingUnclear("cutOff");
        }
        catch (IOException)
        {
            return new SendingUnclear("cutOff");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SendingUnclear("timedOut");
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter?.Delta;

    /// <summary>No answer of a provider is as long, and none takes longer.</summary>
    public static void Configure(HttpClient http) => (http.MaxResponseContentBufferSize, http.Timeout) = (LargestAnswer, TimeSpan.FromSeconds(30));
}
