using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>Signed requests that no official client would send, over the wire.</summary>
internal sealed class SignedRequests(Uri address, DateTimeOffset now) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <param name="method">The verb.</param>
    /// <param name="path">Of names without characters that a path would encode.</param>
    /// <param name="body">UTF-8, or whatever the test is about.</param>
    /// <param name="headers">Beyond date and signature.</param>
    public async Task<SignedAnswer> SendAsync(HttpMethod method, string path, byte[]? body, params (string Name, string Value)[] headers)
    {
        var date = now.ToString("r", CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new ByteArrayContent(body);
        request.Headers.Add("x-ms-date", date);
        request.Headers.TryAddWithoutValidation("Authorization", Uri.EscapeDataString($"type=master&ver=1.0&sig={Signature(method, path, date)}"));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _http.SendAsync(request);
        return new SignedAnswer
        {
            Status = answer.StatusCode,
            SubStatus = answer.Headers.TryGetValues("x-ms-substatus", out var values) ? int.Parse(values.Single(), CultureInfo.InvariantCulture) : 0,
            ETag = answer.Headers.TryGetValues("etag", out var etags) ? etags.Single() : null,
            Continuation = answer.Headers.TryGetValues("x-ms-continuation", out var tokens) ? tokens.Single() : null,
            Body = await answer.Content.ReadAsByteArrayAsync(),
        };
    }

    public Task<SignedAnswer> SendAsync(HttpMethod method, string path, string body, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, Encoding.UTF8.GetBytes(body), headers);

    public void Dispose() => _http.Dispose();

    private static string Signature(HttpMethod method, string path, string date)
    {
        var segments = path.Trim('/').Split('/');
        var isFeed = segments.Length % 2 == 1;
        var link = string.Join('/', isFeed ? segments[..^1] : segments);
        if (segments[0] == "offers" && !isFeed) link = segments[1].ToLowerInvariant();
        var text = $"{method.Method}\n{(isFeed ? segments[^1] : segments[^2])}\n".ToLowerInvariant() + $"{link}\n{date.ToLowerInvariant()}\n\n";
        return Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(CosmosAccount.EmulatorKey), Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>What came back.</summary>
internal sealed record SignedAnswer
{
    public required HttpStatusCode Status { get; init; }

    public required int SubStatus { get; init; }

    public required string? ETag { get; init; }

    public required string? Continuation { get; init; }

    public required byte[] Body { get; init; }

    public JsonNode? Json => JsonNode.Parse(Body);

    public override string ToString() => $"{(int)Status}/{SubStatus} {Encoding.UTF8.GetString(Body)}";
}
