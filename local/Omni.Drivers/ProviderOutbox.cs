using System.Net.Http.Json;
using System.Text.Json;

namespace Omni.Drivers;

/// <summary>What the providers passed on to people, and how they are to fail at it: the door of the stand-in of their APIs.</summary>
public sealed class ProviderOutbox(Uri providers) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://localhost:{providers.Port}/") };

    /// <summary>In order: <c>provider</c>, <c>id</c>, <c>from</c>, <c>to</c>, <c>text</c>.</summary>
    public async Task<IReadOnlyList<JsonElement>> SentAsync(CancellationToken cancellation) =>
        [.. (await _http.GetFromJsonAsync<JsonElement>(new Uri("door/sent", UriKind.Relative), cancellation)).EnumerateArray()];

    /// <summary>From now on; each request meets the first that is its turn.</summary>
    /// <param name="faults">As the door takes them: <c>provider</c>, <c>status</c>, <c>retryAfter</c>, <c>cutsBefore</c>, <c>cutsAfter</c>, <c>delaySeconds</c>, <c>share</c>.</param>
    public async Task FailAsync(params IReadOnlyList<object> faults)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri("door/sending", UriKind.Relative), faults);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
