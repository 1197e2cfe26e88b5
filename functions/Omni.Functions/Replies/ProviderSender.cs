using System.Net.Http.Headers;
using System.Text.Json;
using Omni.Functions.Channels;

namespace Omni.Functions.Replies;

/// <summary>Writes to people over a provider's API.</summary>
public sealed class ProviderSender : IReplySender
{
    private const int LargestAnswer = 256 * 1024;

    private readonly IProviderReplies _provider;
    private readonly string? _receiptsTo;
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    /// <param name="provider">The name in <c>/api/webhooks/{provider}</c>.</param>
    /// <param name="replies">How it is asked.</param>
    /// <param name="publicUrl">Our address, without a path; null when it is not set.</param>
    /// <param name="http">Without its loggers.</param>
    /// <param name="clock">Tells how far off a time is that a provider names.</param>
    public ProviderSender(string provider, IProviderReplies replies, string? publicUrl, HttpClient http, TimeProvider clock)
    {
        (Provider, _provider, _http, _clock) = (provider, replies, http, clock);
        _receiptsTo = publicUrl is null ? null : $"{publicUrl.TrimEnd('/')}/api/webhooks/{provider}";
    }

    public string Provider { get; }

    public int LongestText => _provider.LongestText;

    public OutgoingFileRules? Files => _provider.Files;

    public TimeSpan? Window => _provider.Window;

    public bool IsRepeatable => _provider.IsRepeatable;

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        return AskAsync(_provider.Ask(message with { ReceiptsTo = _receiptsTo }), cancellation);
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

    /// <summary>In seconds, or until a time.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > _clock.GetUtcNow() ? date - _clock.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>No answer of a provider is as long, and none takes longer.</summary>
    public static void Configure(HttpClient http) => (http.MaxResponseContentBufferSize, http.Timeout) = (LargestAnswer, TimeSpan.FromSeconds(30));
}
