using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace Omni.Azure.Bot.Connector;

/// <summary>The code of a refusal.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#errorresponse-object</remarks>
internal sealed class ConnectorErrors : RequestFailedDetailsParser
{
    public static ConnectorErrors Parser { get; } = new();

    public override bool TryParse(
        Response response, [NotNullWhen(true)] out ResponseError? error, [MaybeNullWhen(false)] out IDictionary<string, string>? data)
    {
        data = null;
        error = CodeOf(response.Content) is { } code ? new ResponseError(code, response.ReasonPhrase) : null;
        return error is not null;
    }

    private static string? CodeOf(BinaryData body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("error").GetProperty("code").GetString();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // No error of the connector's own shape: the status has to do.
            return null;
        }
    }
}
