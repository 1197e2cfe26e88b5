using System.Text.Json;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Bot;

/// <summary>The Bot Connector, its issuer of tokens, Direct Line and the identity endpoint of the platform, as far as a bot needs them.</summary>
internal static class BotEndpoints
{
    public const long LargestRequest = 4L * 1024 * 1024;

    public static void MapBot(this WebApplication application, BotChannel channel, SentMessages sent, SendFaults faults)
    {
        var issuer = channel.Issuer;
        application.UseWebSockets();
        application.MapGet("/v1/.well-known/openidconfiguration", context => context.WriteAsync(200, BotIssuer.Metadata($"{context.Request.Scheme}://{context.Request.Host}").ToJsonString()));
        application.MapGet("/v1/.well-known/keys", context => context.WriteAsync(200, issuer.Keys().ToJsonString()));
        application.MapGet("/msi/token", context => IdentityAsync(context, issuer));
        new ConnectorRoutes(channel, sent, faults).Map(application);
        new DirectLineRoutes(channel).Map(application);
        application.MapModel();
        application.MapPost("/playground/messages", context => PassOnAsync(context, channel));
        application.MapFallback(static context => FailAsync(context, 404, "NotSupported", "The stand-in of the Bot Connector does not know this operation."));
    }

    public static Task FailAsync(HttpContext context, int status, string code, string message) =>
        context.WriteAsync(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString());

    /// <returns>Null when the body is no object, or its type no word.</returns>
    public static async Task<JsonObject?> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) is JsonObject body && body["type"]?.GetValueKind() is null or JsonValueKind.String ? body : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <remarks>https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference</remarks>
    private static Task IdentityAsync(HttpContext context, BotIssuer issuer) =>
        context.Request.Headers["X-IDENTITY-HEADER"].Count == 1 && context.Request.Query["client_id"] == issuer.AppId
            ? context.WriteAsync(200, issuer.ForConnector(context.Request.Query["resource"].ToString()).ToJsonString())
            : context.WriteAsync(400, """{"error":"invalid_request","error_description":"No such identity."}""");

    /// <summary>For test clients that sign nothing: what they say comes to the bot with a token for the address that they name.</summary>
    private static async Task PassOnAsync(HttpContext context, BotChannel channel)
    {
        if (await ReadAsync(context) is not { } activity || (string?)activity["serviceUrl"] is not { } serviceUrl)
        {
            await FailAsync(context, 400, "BadSyntax", "An activity with a serviceUrl is expected.");
            return;
        }

        context.Response.StatusCode = await channel.PostAsync(activity, serviceUrl, context.RequestAborted);
    }
}
