using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.LocalAzure.Hosting;

namespace Omni.LocalAzure.Dashboard;

/// <summary>What a visitor typed into the form of a site.</summary>
internal sealed record SampleContact(string? Name, string? Email, string? Phone, string? Message)
{
    private const string SecretSetting = "Channels__Form__Secret";

    /// <summary>Posts to the webhook of the site form, signed as a site signs.</summary>
    /// <returns>The status of the answer; null when no secret is set.</returns>
    public async Task<int?> SendAsync(HttpClient client, RunningApp app, CancellationToken cancellation)
    {
        if (app.App.Settings.Find(SecretSetting) is not { Length: > 0 } secret) return null;
        var body = JsonSerializer.SerializeToUtf8Bytes(this, SampleContactJson.Default.SampleContact);
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
        var address = $"{LocalAddresses.At(app.Addresses.Functions)}/{app.App.Configuration.RoutePrefix}/webhooks/form";
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Omni-Signature", $"sha256={proof}");
        using var response = await client.SendAsync(request, cancellation);
        return (int)response.StatusCode;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SampleContact))]
internal sealed partial class SampleContactJson : JsonSerializerContext;
