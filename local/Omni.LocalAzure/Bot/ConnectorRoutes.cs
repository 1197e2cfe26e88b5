using System.Text.Json.Nodes;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Bot;

/// <summary>What a bot says into conversations. Each request with a token, none known again.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference</remarks>
internal sealed class ConnectorRoutes(BotChannel channel, SentMessages sent, SendFaults faults)
{
    public const string Provider = "bot";

    public void Map(WebApplication application)
    {
        application.MapPost("/v3/conversations/{conversation}/activities", (HttpContext context, string conversation) => SendAsync(context, conversation));
        application.MapPost("/v3/conversations/{conversation}/activities/{activity}", (HttpContext context, string conversation, string activity) => SendAsync(context, conversation, activity));
    }

    private async Task SendAsync(HttpContext context, string name, string? answered = null)
    {
        if (!channel.Issuer.IsBot(context.Request.Headers.Authorization))
        {
            await BotEndpoints.FailAsync(context, 401, "Unauthorized", "The token is not the bot's.");
            return;
        }

        if (channel.Find(name) is not { } conversation)
        {
            await BotEndpoints.FailAsync(context, 404, "ServiceError", "There is no such conversation.");
            return;
        }

        if (await BotEndpoints.ReadAsync(context) is not { } activity || (string?)activity["type"] is null || (answered is not null && (string?)activity["replyToId"] != answered))
        {
            await BotEndpoints.FailAsync(context, 400, "BadSyntax", "An activity with a type is expected, whose replyToId is that of the address.");
            return;
        }

        JsonObject? said = null;
        if (await faults.GoesOnAsync(context, Provider, () => Say(conversation, activity)))
        {
            said = Say(conversation, activity);
            await context.WriteAsync(200, new JsonObject { ["id"] = (string?)said["id"] }.ToJsonString());
        }
    }

    private JsonObject Say(Conversation conversation, JsonObject activity)
    {
        var said = conversation.Add(activity);
        if ((string?)activity["type"] == "message") sent.Add(new SendRequest(Provider, BotChannel.BotId, conversation.User, (string?)activity["text"] ?? ""), _ => (string)said["id"]!); // It has just been given one.
        return said;
    }
}
