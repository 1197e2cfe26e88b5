using System.Text;

namespace Omni.Functions.Channels;

/// <summary>What goes back to the provider.</summary>
public sealed record WebhookAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Success for providers that read nothing but the status.</summary>
    public static WebhookAnswer Taken { get; } = Json("{}");

    public static WebhookAnswer Json(string body) => new(200, "application/json", Encoding.UTF8.GetBytes(body));

    public static WebhookAnswer PlainText(string body) => new(200, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(body));

    public static WebhookAnswer Xml(string body) => new(200, "text/xml; charset=utf-8", Encoding.UTF8.GetBytes(body));

    /// <summary>A bare status.</summary>
    public static WebhookAnswer Bare(int status) => new(status, null, ReadOnlyMemory<byte>.Empty);
}
