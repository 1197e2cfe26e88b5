using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Omni.LocalAzure.Bot;

/// <summary>The conversations of the stand-in, and the way to the bot: each activity once, with the connector's token.</summary>
/// <param name="appId">Whom the tokens are for.</param>
/// <param name="bot">Where the bot listens.</param>
/// <param name="time">The clock.</param>
public sealed class BotChannel(string appId, Func<Uri> bot, TimeProvider time) : IDisposable
{
    public const string DirectLine = "directline";
    public const string BotId = "omni-bot";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
    private readonly ConcurrentDictionary<string, Conversation> _conversations = new(StringComparer.Ordinal);

    internal BotIssuer Issuer { get; } = new(appId, time);

    /// <summary>Set when the port is known.</summary>
    public string ServiceUrl { get; set; } = "";

    public void Dispose()
    {
        _http.Dispose();
        Issuer.Dispose();
    }

    public Conversation Open(string user) => _conversations.GetOrAdd(Guid.NewGuid().ToString("N"), id => new Conversation(id, user, time));

    public Conversation? Find(string id) => _conversations.GetValueOrDefault(id);

    /// <summary>What a person says.</summary>
    /// <returns>The activity's id, and the bot's answer to the request.</returns>
    public async Task<(string Id, int Status)> SayAsync(Conversation conversation, JsonObject activity, CancellationToken cancellation)
    {
        activity["serviceUrl"] = ServiceUrl;
        activity["channelId"] = DirectLine;
        activity["from"] = new JsonObject { ["id"] = conversation.User, ["name"] = activity["from"]?["name"]?.DeepClone() };
        activity["recipient"] = new JsonObject { ["id"] = BotId };
        var said = conversation.Add(activity);
        return ((string)said["id"]!, await PostAsync(said, ServiceUrl, cancellation)); // It has just been given one.
    }

    /// <summary>Brings an activity to the bot as the connector does.</summary>
    /// <returns>The status.</returns>
    public async Task<int> PostAsync(JsonObject activity, string serviceUrl, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, bot())
        {
            Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Issuer.ForBot(serviceUrl)) },
        };
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return StatusCodes.Status502BadGateway;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return StatusCodes.Status504GatewayTimeout;
        }
    }
}
