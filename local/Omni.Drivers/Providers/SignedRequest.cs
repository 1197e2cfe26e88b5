using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Omni.Drivers.Providers;

/// <summary>A webhook call ready to be posted any number of times: the bytes and the proof that goes with them.</summary>
public sealed record SignedRequest(string Provider, byte[] Body, string ContentType, string ProofHeader, string Proof)
{
    public static string HmacSha256(string secret, byte[] body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public HttpRequestMessage ToHttp()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/webhooks/{Provider}") { Content = new ByteArrayContent(Body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        request.Headers.TryAddWithoutValidation(ProofHeader, Proof);
        return request;
    }
}
