using System.Net.Http.Json;

namespace Omni.Drivers;

/// <summary>What the local Service Bus has been asked for so far.</summary>
public static class BusCost
{
    /// <summary>Messages sent, received and settled: each is an operation on the bill.</summary>
    public static async Task<long> OperationsSoFarAsync(LocalHub hub, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hub);
        using var http = new HttpClient { BaseAddress = hub.ServiceBus };
        var counts = await http.GetFromJsonAsync<Dictionary<string, long>>(new Uri("$statistics", UriKind.Relative), cancellation) ?? [];
        return counts.Values.Sum();
    }
}
