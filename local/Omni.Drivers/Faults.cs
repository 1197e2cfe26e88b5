using System.Net.Http.Json;

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

    private static async Task AskAsync(Uri? standIn, object fault)
    {
        using var http = new HttpClient { BaseAddress = standIn };
        using var answer = await http.PostAsJsonAsync(new Uri("$faults", UriKind.Relative), fault);
        answer.EnsureSuccessStatusCode();
    }
}
