using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Bot;

/// <summary>Direct Line 3.0 by polling: how a site's own widget talks to the bot.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-api-reference</remarks>
internal sealed class DirectLineRoutes(BotChannel channel)
{
    /// <summary>Of a site's server; no secret outside this machine.</summary>
    public const string Secret = "local-direct-line-secret";

    private const int TokenSeconds = 1800;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public void Map(WebApplication application)
    {
        var routes = application.MapGroup("/v3/directline");
        routes.MapPost("/tokens/generate", GenerateAsync);
        routes.MapPost("/tokens/refresh", context => WithAsync(context, AnswerAsync));
        routes.MapPost("/conversations", context => WithAsync(context, AnswerAsync));
        routes.MapGet("/conversations/{id}", context => WithAsync(context, AnswerAsync));
        routes.MapPost("/conversations/{id}/activities", context => WithAsync(context, SayAsync));
        routes.MapGet("/conversations/{id}/activities", context => WithAsync(context, ReadAsync));
    }

    private async Task GenerateAsync(HttpContext context)
    {
        if (Bearer(context) != Secret)
        {
            await BotEndpoints.FailAsync(context, 403, "BadArgument", "The secret is wrong.");
            return;
        }

        var wanted = await BotEndpoints.ReadAsync(context);
        var user = (string?)wanted?["user"]?["id"] ?? $"dl_{Guid.NewGuid():N}";
        if (!user.StartsWith("dl_", StringComparison.Ordinal)) await BotEndpoints.FailAsync(context, 400, "BadArgument", "user.id begins with dl_.");
        else await AnswerAsync(context, channel.Open(user));
    }

    private async Task AnswerAsync(HttpContext context, Conversation conversation) => await context.WriteAsync(
        context.Request.Path.Value?.EndsWith("/conversations", StringComparison.Ordinal) == true && conversation.Count == 0 ? 201 : 200,
        new JsonObject { ["conversationId"] = conversation.Id, ["token"] = TokenOf(conversation), ["expires_in"] = TokenSeconds }.ToJsonString());

    private async Task SayAsync(HttpContext context, Conversation conversation)
    {
        if (await BotEndpoints.ReadAsync(context) is not { } activity || (string?)activity["type"] is null)
        {
            await BotEndpoints.FailAsync(context, 400, "MissingProperty", "An activity has a type.");
            return;
        }

        var (id, status) = await channel.SayAsync(conversation, activity, context.RequestAborted);
        if (status is >= 200 and < 300) await context.WriteAsync(200, new JsonObject { ["id"] = id }.ToJsonString());
        else await BotEndpoints.FailAsync(context, 502, "BotRejectedActivity", string.Create(CultureInfo.InvariantCulture, $"The bot answered {status}."));
    }

    private static Task ReadAsync(HttpContext context, Conversation conversation)
    {
        var watermark = int.TryParse(context.Request.Query["watermark"], CultureInfo.InvariantCulture, out var known) ? known : 0;
        var activities = conversation.Since(watermark);
        return context.WriteAsync(200, new JsonObject
        {
            ["activities"] = new JsonArray([.. activities]),
            ["watermark"] = (watermark + activities.Count).ToString(CultureInfo.InvariantCulture),
        }.ToJsonString());
    }

    private async Task WithAsync(HttpContext context, Func<HttpContext, Conversation, Task> operation)
    {
        if (Bearer(context)?.Split('.') is [var id, _] parts && channel.Find(id) is { } conversation && TokenOf(conversation) == string.Join('.', parts)
            && (context.Request.RouteValues["id"] is not string named || named == id))
            await operation(context, conversation);
        else
            await BotEndpoints.FailAsync(context, 403, "BadArgument", "The token is not for this conversation.");
    }

    private string TokenOf(Conversation conversation) => $"{conversation.Id}.{Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(conversation.Id)))}";

    private static string? Bearer(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..] : null;
}
