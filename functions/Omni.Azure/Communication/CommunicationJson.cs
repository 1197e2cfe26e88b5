using System.Text.Json;
using Azure;

namespace Omni.Azure.Communication;

/// <summary>Reads answers of the service. One that is not of its shape is a failure like any other, with the status that it came with.</summary>
internal static class CommunicationJson
{
    /// <exception cref="RequestFailedException">The answer is not of the shape that is read.</exception>
    public static T Read<T>(Response response, Func<JsonElement, T> read)
    {
        try
        {
            using var body = JsonDocument.Parse(response.Content);
            return read(body.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Unreadable(response);
        }
    }

    public static RequestFailedException Unreadable(Response response) => new(response.Status, "The answer of Communication Services cannot be read.");
}
