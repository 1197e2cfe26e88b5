using System.Net.Http.Json;
using System.Text.Json;

namespace Omni.Drivers;

/// <summary>Makes a stand-in answer badly for a while, as the service behind it may.</summary>
public static class Faults
{
    /// <summary>Cosmos DB answers every data request with 429 and a retry-after of one second.</summary>
    public static Task ThrottleCosmosAsync(this LocalHub hub, TimeSpan length) =>
        AskAsync(hub?.Cosmos, new { status = 429, retryAfterMs = 1_000, seconds = length.TotalSeconds });

    /// <summary>Cosmos DB closes every connection without an answer.</summary>
    public static Task CutCosmosAsync(this LocalHub hub, TimeSpan length) =>
        AskAsync(hub?.Cosmos, new { drop = true, seconds = length.TotalSeconds });

    /// <summary>Service Bus answers every request with 503.</summary>
    public static Task RefuseServiceBusAsync(this LocalHub hub, TimeSpan length) =>
        AskAsync(hub?.ServiceBus, new { status = 503, seconds = length.TotalSeconds });

    /// <summary>The mailboxes answer a part of the requests with this status, and with a Retry-After of one second.</summary>
    /// <param name="hub">The system.</param>
    /// <param name="status">429 or 5xx.</param>
    /// <param name="share">Of the requests; 1 for all.</param>
    /// <param name="length">How long.</param>
    public static Task RefuseMailAsync(this LocalHub hub, int status, double share, TimeSpan length) =>
        AskAsync(hub?.Graph, new { status, retryAfter = 1, share, seconds = length.TotalSeconds });

    /// <summary>The mailboxes have forgotten all the positions in their inboxes that they gave out.</summary>
    public static Task ForgetMailPositionsAsync(this LocalHub hub) => AskAsync(hub?.Graph, new { lose = "gone" }, "$delta");

    /// <summary>The mailboxes show messages again that they have shown before.</summary>
    public static Task ReplayMailAsync(this LocalHub hub) => AskAsync(hub?.Graph, new { replays = true }, "$delta");

    /// <summary>The mailboxes tell every subscriber of an event in the life of the subscription.</summary>
    /// <param name="hub">The system.</param>
    /// <param name="happened"><c>missed</c>, <c>reauthorizationRequired</c> or <c>subscriptionRemoved</c>, after which there is none.</param>
    public static Task TellOfSubscriptionsAsync(this LocalHub hub, string happened) => AskAsync(hub?.Graph, new Dictionary<string, string> { ["event"] = happened }, "$lifecycle");

    /// <summary>How many requests the mailboxes have refused so far.</summary>
    public static async Task<int> CountRefusedMailRequestsAsync(this LocalHub hub)
    {
        using var http = new HttpClient { BaseAddress = hub?.Graph };
        var statistics = await http.GetFromJsonAsync<Dictionary<string, JsonElement>>(new Uri("$statistics", UriKind.Relative));
        return statistics?.Values.Sum(static kind => kind.GetProperty("failed").GetInt32()) ?? 0;
    }

    private static async Task AskAsync(Uri? standIn, object order, string door = "$faults")
    {
        using var http = new HttpClient { BaseAddress = standIn };
        using var answer = await http.PostAsJsonAsync(new Uri(door, UriKind.Relative), order);
        answer.EnsureSuccessStatusCode();
    }
}
