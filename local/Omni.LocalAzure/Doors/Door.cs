using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Omni.LocalAzure.Doors;

/// <summary>What is alike at the doors of the stand-ins: routes that no service has, by which tests and the dashboard give orders.</summary>
internal static class Door
{
    /// <returns>Null when the body is not what is asked for. A web page of another origin cannot send the content type of JSON unasked.</returns>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return context.Request.HasJsonContentType() ? await context.Request.ReadFromJsonAsync(type, context.RequestAborted) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Task RefuseAsync(HttpContext context, string expected)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync($"Expected {expected}.", context.RequestAborted);
    }

    public static Task DoneAsync(HttpContext context, Action order)
    {
        order();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
