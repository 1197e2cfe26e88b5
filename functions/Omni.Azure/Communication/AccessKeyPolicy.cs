using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Azure.Communication;

/// <summary>Dates and signs each try anew, over method, path, host and the hash of the body.</summary>
/// <remarks>https://learn.microsoft.com/azure/communication-services/tutorials/hmac-header-tutorial</remarks>
internal sealed class AccessKeyPolicy(AzureKeyCredential credential, TimeProvider clock) : HttpPipelinePolicy
{
    private const string HashOfNothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var hash = HashOfNothing;
        if (message.Request.Content is { } content)
        {
            using var sha256 = SHA256.Create();
            var hashing = new CryptoStream(Stream.Null, sha256, CryptoStreamMode.Write);
            await using (hashing.ConfigureAwait(false))
            {
                await content.WriteToAsync(hashing, message.CancellationToken).ConfigureAwait(false);
                await hashing.FlushFinalBlockAsync(message.CancellationToken).ConfigureAwait(false);
            }

            hash = Convert.ToBase64String(sha256.Hash!); // computed by the final block
        }

        Sign(message.Request, hash);
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Communication Services are asked asynchronously.");

    private void Sign(Request request, string hash)
    {
        var address = request.Uri.ToUri();
        var date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var signed = $"{request.Method}\n{address.PathAndQuery}\n{date};{address.Authority};{hash}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(credential.Key), Encoding.UTF8.GetBytes(signed)));
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.SetValue("x-ms-content-sha256", hash);
        request.Headers.SetValue(HttpHeader.Names.Host, address.Authority);
        request.Headers.SetValue(HttpHeader.Names.Authorization, $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
    }
}
