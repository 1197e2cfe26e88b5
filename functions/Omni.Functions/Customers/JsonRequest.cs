using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Omni.Functions.Customers;

/// <summary>Reads what somebody at the business asks for.</summary>
public static class JsonRequest
{
    private const int Piece = 16 * 1024;

    /// <returns>Null when the body is larger, or not of this shape.</returns>
    public static async Task<T?> ReadAsync<T>(HttpRequest request, int largest, JsonTypeInfo<T> shape, CancellationToken cancellation)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength > largest)
            return null;
        using var body = new MemoryStream();
        var piece = new byte[Piece];
        while (await request.Body.ReadAsync(piece, cancellation) is > 0 and var length)
        {
            await body.WriteAsync(piece.AsMemory(0, length), cancellation);
            if (body.Length > largest)
                return null;
        }

        return Parse(body.GetBuffer().AsSpan(0, (int)body.Length), shape);
    }

    private static T? Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, shape);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is what half of a surrogate pair in an escape ends in.
            return null;
        }
    }
}
