using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Omni.Drivers;

/// <summary>A site's chat widget: one person who talks to the bot over Direct Line.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-api-reference</remarks>
public sealed class DirectLine
{
    private const string Secret = "local-direct-line-secret";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http;
    private readonly string _token;
    private int _watermark;
    private DateTimeOffset _said;

    private DirectLine(HttpClient http, string conversation, string token, string user) => (_http, Conversation, _token, User) = (http, conversation, token, user);

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
        using var request = Request(HttpMethod.Post, "v3/directline/tokens/generate", Secret, JsonContent.Create(new { user = new { id = user } }));
        var answer = await ReadAsync(http, request, cancellation);
        return new DirectLine(http, answer.GetProperty("conversationId").GetString() ?? "", answer.GetProperty("token").GetString() ?? "", user);
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
            using var request = Request(HttpMethod.Get, $"v3/directline/conversations/{Conversation}/activities?watermark={_watermark}", _token, content: null);
            var set = await ReadAsync(_http, request, cancellation);
            foreach (var activity in set.GetProperty("activities").EnumerateArray())
            {
                _watermark++;
                var at = activity.GetProperty("timestamp").GetDateTimeOffset();
                if (activity.GetProperty("from").GetProperty("id").GetString() == User)
                {
                    _said = at;
                    continue;
                }

                LastWait = at - _said;
                return activity;
            }

            await Task.Delay(BetweenLooks, TimeProvider.System, cancellation);
        }
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
