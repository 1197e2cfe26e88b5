using System.Text;
using System.Text.Json;
using Omni.Drivers.Providers;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels.Kit;

/// <summary>
/// One case of <c>signatures.json</c>: an ordinary call with these headers, query, address, method, content type, time and body where the
/// case names them, one bit of the body turned where it says <c>tamper</c>.
/// </summary>
internal static class ProofCase
{
    public static WebhookRequest Request(ProviderCall call, JsonElement item)
    {
        var headers = item.TryGetProperty("headers", out var named)
            ? named.EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!))
            : [];
        var request = Samples.Received((call with
        {
            Method = Text(item, "method") ?? call.Method,
            Query = Text(item, "query") ?? call.Query,
            ContentType = Text(item, "contentType") ?? call.ContentType,
            Body = Body(call, item),
        }).ProvenBy(headers));
        return request with
        {
            Url = Text(item, "url") ?? request.Url,
            ReceivedAt = Text(item, "receivedAt") is { } at ? DateTimeOffset.Parse(at, null) : request.ReceivedAt,
        };
    }

    private static byte[] Body(ProviderCall call, JsonElement item)
    {
        var body = Text(item, "body") is { } text ? Encoding.UTF8.GetBytes(text) : [.. call.Body];
        if (item.TryGetProperty("tamper", out _))
            body[body.Length / 2] ^= 1;
        return body;
    }

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
