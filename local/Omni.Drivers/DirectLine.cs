using System.Buffers;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Omni.Drivers;

/// <summary>A site's chat widget: one person who talks to the bot over Direct Line.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-api-reference</remarks>
public sealed class DirectLine : IAsyncDisposable
{
    private const string Secret = "local-direct-line-secret";

    private readonly HttpClient _http;
    private readonly string _token;
    private readonly ClientWebSocket _stream = new();
    private readonly Channel<JsonElement> _heard = Channel.CreateUnbounded<JsonElement>();
    private readonly Task _listening;
    private DateTimeOffset _said;

    private DirectLine(HttpClient http, string conversation, string token, string user, Uri stream)
    {
        (_http, Conversation, _token, User) = (http, conversation, token, user);
        _listening = ListenAsync(stream);
    }

    public string Conversation { get; }

    /// <summary>As the bot sees it.</summary>
    public string User { get; }

    /// <summary>Of the person's customer.</summary>
    public string Identity => $"bot_user:directline:{User}";

    /// <param name="http">With the stand-in's address.</param>
    /// <param name="user">Begins with <c>dl_</c>.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<DirectLine> OpenAsync(HttpClient http, string user, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(http);
        using var named = Request(HttpMethod.Post, "v3/directline/tokens/generate", Secret, JsonContent.Create(new { user = new { id = user } }));
        var token = (await ReadAsync(http, named, cancellation)).GetProperty("token").GetString() ?? "";
        using var opened = Request(HttpMethod.Post, "v3/directline/conversations", token, content: null);
        var answer = await ReadAsync(http, opened, cancellation);
        return new DirectLine(http, answer.GetProperty("conversationId").GetString() ?? "", token, user, new Uri(answer.GetProperty("streamUrl").GetString() ?? ""));
    }

    public async ValueTask DisposeAsync()
    {
        _stream.Abort();
        await _listening;
        _stream.Dispose();
    }

    /// <summary>From the last thing that the person said to the answer, by the channel's clock.</summary>
    public TimeSpan LastWait { get; private set; }

    /// <summary>Says something and waits for what the bot says next.</summary>
    public async Task<JsonElement> AskAsync(string text, CancellationToken cancellation)
    {
        await SayAsync(text, cancellation);
        return await HearAsync(cancellation);
    }

    public Task SayAsync(string text, CancellationToken cancellation) => SayAsync(new { type = "message", text, from = new { id = User, name = "Anna" }, locale = "ru-RU" }, cancellation);

    public async Task SayAsync(object activity, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Post, $"v3/directline/conversations/{Conversation}/activities", _token, JsonContent.Create(activity));
        await ReadAsync(_http, request, cancellation);
    }

    /// <summary>The next thing that the bot says.</summary>
    public async Task<JsonElement> HearAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var activity = await _heard.Reader.ReadAsync(cancellation);
            var at = activity.GetProperty("timestamp").GetDateTimeOffset();
            if (activity.GetProperty("from").GetProperty("id").GetString() == User)
            {
                _said = at;
                continue;
            }

            LastWait = at - _said;
            return activity;
        }
    }

    /// <summary>Until the socket ends.</summary>
    private async Task ListenAsync(Uri address)
    {
        var set = new ArrayBufferWriter<byte>();
        var frame = new byte[8192];
        try
        {
            await _stream.ConnectAsync(address, CancellationToken.None);
            while (await _stream.ReceiveAsync(frame, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } received)
            {
                set.Write(frame.AsSpan(0, received.Count));
                if (!received.EndOfMessage) continue;
                foreach (var activity in JsonElement.Parse(set.WrittenSpan).GetProperty("activities").EnumerateArray()) _heard.Writer.TryWrite(activity);
                set.ResetWrittenCount();
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            _heard.Writer.TryComplete(failure);
        }

        _heard.Writer.TryComplete();
    }

    /// <summary>What was said so far, by both.</summary>
    public async Task<IReadOnlyList<JsonElement>> AllAsync(CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, $"v3/directline/conversations/{Conversation}/activities", _token, content: null);
        return [.. (await ReadAsync(_http, request, cancellation)).GetProperty("activities").EnumerateArray()];
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string token, HttpContent? content) =>
        new(method, new Uri(path, UriKind.Relative)) { Content = content, Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private static async Task<JsonElement> ReadAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellation)
    {
        using var answer = await http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }
}
