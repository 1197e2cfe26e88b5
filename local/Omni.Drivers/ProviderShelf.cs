using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Omni.Drivers;

/// <summary>The files that providers have, as whoever tests puts them there: the door of the stand-in of their APIs.</summary>
public sealed class ProviderShelf(Uri providers) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://localhost:{providers.Port}/") };

    /// <summary>The address of a file, for providers that give addresses.</summary>
    public Uri AddressOf(string id) => new(_http.BaseAddress!, $"files/{id}"); // set above

    /// <param name="id">The provider's id of the file.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="type">What the provider says it is.</param>
    /// <param name="fails">A query: <c>?status=503&amp;refusals=2</c>, <c>?redirect=…</c>, <c>?pause=…</c>, <c>?made=…</c>, <c>?breaksAfter=…</c>.</param>
    public async Task PutAsync(string id, byte[] content, string type = "application/octet-stream", string fails = "")
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await _http.PutAsync(new Uri($"door/files/{Uri.EscapeDataString(id)}{fails}", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How often the bytes of a file were asked for.</summary>
    public async Task<int> CountAsync(string id)
    {
        var asked = await _http.GetFromJsonAsync<JsonElement>(new Uri("door/requests", UriKind.Relative));
        return asked.EnumerateArray().Count(request => request.GetProperty("path").GetString() == $"/files/{id}");
    }

    public void Dispose() => _http.Dispose();
}
