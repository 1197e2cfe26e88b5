using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Omni.Drivers.Providers;

namespace Omni.Drivers;

/// <summary>The outside interface as its users see it: webhooks in, customers out.</summary>
public sealed class CustomerApi(Uri host, string functionKey) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 128 })
    {
        BaseAddress = host,
        Timeout = TimeSpan.FromMinutes(2),
        DefaultRequestHeaders = { { "x-functions-key", functionKey } },
    };

    public async Task<HttpResponseMessage> PostAsync(SignedRequest request, CancellationToken cancellation)
    {
        using var message = request.ToHttp();
        return await _http.SendAsync(message, cancellation);
    }

    /// <summary>Writes to a customer.</summary>
    /// <param name="customerId">Whom.</param>
    /// <param name="reply">As <c>POST /api/customers/{id}/replies</c> takes it.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<HttpResponseMessage> ReplyAsync(string customerId, object reply, CancellationToken cancellation) =>
        _http.PostAsJsonAsync(new Uri($"api/customers/{customerId}/replies", UriKind.Relative), reply, cancellation);

    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellation) => _http.GetAsync(new Uri(path, UriKind.Relative), cancellation);

    /// <summary>The customers that have this identity, most recent first.</summary>
    /// <param name="identity"><c>kind:value</c>, e.g. <c>phone:+447700900123</c>.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IReadOnlyList<JsonElement>> FindAsync(string identity, CancellationToken cancellation)
    {
        var page = await ReadAsync($"api/customers?identity={Uri.EscapeDataString(identity)}", cancellation);
        return page is null ? [] : [.. page.Value.GetProperty("items").EnumerateArray()];
    }

    /// <summary>The whole timeline, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> TimelineAsync(string customerId, CancellationToken cancellation)
    {
        var entries = new List<JsonElement>();
        string? continuation = null;
        do
        {
            var more = continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}";
            var page = await ReadAsync($"api/customers/{customerId}/timeline?order=asc&limit=100{more}", cancellation);
            if (page is null) break;
            entries.AddRange(page.Value.GetProperty("items").EnumerateArray());
            continuation = page.Value.TryGetProperty("continuation", out var next) ? next.GetString() : null;
        }
        while (continuation is not null);
        return entries;
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement?> ReadAsync(string path, CancellationToken cancellation)
    {
        using var response = await GetAsync(path, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }
}
