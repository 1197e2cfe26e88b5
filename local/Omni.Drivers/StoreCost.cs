using System.Net.Http.Json;
using System.Text.Json;

namespace Omni.Drivers;

/// <summary>What the local Cosmos DB has been asked for data so far, added up from the charges of its answers.</summary>
/// <param name="RoundTrips">Requests for data; reading the account and its containers is left out.</param>
/// <param name="RequestUnits">As in <c>x-ms-request-charge</c>.</param>
/// <param name="Commits">Transactional batches among them: one for each contact that comes alone.</param>
public sealed record StoreCost(long RoundTrips, double RequestUnits, long Commits)
{
    public static async Task<StoreCost> SoFarAsync(LocalHub hub, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hub);
        using var http = new HttpClient { BaseAddress = hub.Cosmos };
        var kinds = await http.GetFromJsonAsync<Dictionary<string, JsonElement>>(new Uri("$statistics", UriKind.Relative), cancellation) ?? [];
        var data = kinds.Where(kind => kind.Key != "metadata").Select(kind => kind.Value).ToArray();
        return new StoreCost(
            data.Sum(kind => kind.GetProperty("requests").GetInt64()),
            data.Sum(kind => kind.GetProperty("requestUnits").GetDouble()),
            kinds["batch"].GetProperty("requests").GetInt64());
    }

    public static StoreCost operator -(StoreCost after, StoreCost before)
    {
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(before);
        return new StoreCost(after.RoundTrips - before.RoundTrips, after.RequestUnits - before.RequestUnits, after.Commits - before.Commits);
    }

    public static StoreCost Subtract(StoreCost left, StoreCost right) => left - right;
}
