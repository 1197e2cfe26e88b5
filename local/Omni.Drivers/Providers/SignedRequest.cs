using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Omni.Drivers.Providers;

/// <summary>A webhook call ready to be posted any number of times: the bytes and the proof that goes with them.</summary>
public sealed record SignedRequest
{
    public SignedRequest(string provider, byte[] body, string? contentType, params IReadOnlyList<KeyValuePair<string, string>> headers) =>
        (Provider, Body, ContentType, Headers) = (provider, body, contentType, headers);

    public SignedRequest(string provider, byte[] body, string contentType, string proofHeader, string proof)
        : this(provider, body, contentType, KeyValuePair.Create(proofHeader, proof))
    {
    }

    public string Provider { get; init; }

    public string Method { get; init; } = "POST";

    /// <summary>With its question mark, as the provider writes it; empty when there is none.</summary>
    public string Query { get; init; } = "";

    public byte[] Body { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public static string HmacSha256(string secret, byte[] body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public HttpRequestMessage ToHttp()
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), $"api/webhooks/{Provider}{Query}");
        if (Method != HttpMethod.Get.Method)
        {
            request.Content = new ByteArrayContent(Body);
            request.Content.Headers.ContentType = ContentType is null ? null : MediaTypeHeaderValue.Parse(ContentType);
        }

        foreach (var (name, value) in Headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
