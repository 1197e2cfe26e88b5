using System.Text;

namespace Omni.LocalAzure.Functions.Http;

/// <summary>A body as it travels in an envelope: text, or base64 for bytes and multipart. A chunked body is lost, as in the vendor's host.</summary>
internal static class RequestBody
{
    /// <returns>Null without a body.</returns>
    public static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength is not > 0) return null;
        using var bytes = new MemoryStream((int)request.ContentLength.Value);
        await request.Body.CopyToAsync(bytes, cancellation);
        var buffer = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        return IsBinary(request.ContentType) ? Convert.ToBase64String(buffer) : Encoding.UTF8.GetString(buffer);
    }

    private static bool IsBinary(string? type) => type is not null
        && (type.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase) || type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase));
}
