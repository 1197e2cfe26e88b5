using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Bot;

/// <summary>Direct Line 3.0, by polling or over a web socket: how a site's own widget talks to the bot.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-api-reference</remarks>
internal sealed class DirectLineRoutes(BotChannel channel)
{
    /// <summary>Of a site's server; no secret outside this machine.</summary>
    public const string Secret = "local-direct-line-secret";

    private const string WrongToken = "The token is not for this conversation.";
    private const int TokenSeconds = 1800;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly DirectLineStream _stream = new();

    public void Map(WebApplication application)
    {
        var routes = application.MapGroup("/v3/directline");
        routes.MapPost("/tokens/generate", GenerateAsync);
        routes.MapPost("/tokens/refresh", context => WithAsync(context, AnswerAsync));
        routes.MapPost("/conversations", context => WithAsync(context, OpenAsync));
        routes.MapGet("/conversations/{id}", context => WithAsync(context, OpenAsync));
        routes.MapGet("/conversations/{id}/stream", StreamAsync);
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

    private Task AnswerAsync(HttpContext context, Conversation conversation) => context.WriteAsync(200, NameOf(conversation).ToJsonString());

    /// <summary>With the address of its stream.</summary>
    private Task OpenAsync(HttpContext context, Conversation conversation)
    {
        var answer = NameOf(conversation);
        answer["streamUrl"] = string.Create(CultureInfo.InvariantCulture, $"ws://{context.Request.Host}/v3/directline/conversations/{conversation.Id}/stream?watermark={WatermarkOf(context)}&t={TokenOf(conversation)}");
        return context.WriteAsync(HttpMethods.IsPost(context.Request.Method) && conversation.Count == 0 ? 201 : 200, answer.ToJsonString());
    }

    private JsonObject NameOf(Conversation conversation) => new() { ["conversationId"] = conversation.Id, ["token"] = TokenOf(conversation), ["expires_in"] = TokenSeconds };

    /// <summary>Its proof stands in the address: browsers send no headers with a web socket.</summary>
    private Task StreamAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest) return BotEndpoints.FailAsync(context, 400, "BadArgument", "This is the address of a web socket.");
        return Proven(context.Request.Query["t"], context) is { } conversation
            ? _stream.ServeAsync(context, conversation, WatermarkOf(context))
            : BotEndpoints.FailAsync(context, 403, "BadArgument", WrongToken);
    }

    private async Task SayAsync(HttpContext context, Conversation conversation)
    {
        if (await BotEndpoints.ReadAsync(context) is not { } activity || (string?)activity["type"] is null)
        {
            await BotEndpoints.FailAsync(context, 400, "MissingProperty", "An activity has a type.");
            return;
        }

        var (id, status) = await channel.SayAsync(conversation, activity, context.RequestAborted);
        if (status is >= 200 and < 300) await context.WriteAsync(200, new JsonObject { ["id"] = id }.ToJsonString());
        else await BotEndpoints.FailAsync(context, status == StatusCodes.Status504GatewayTimeout ? status : 502, "BotRejectedActivity", string.Create(CultureInfo.InvariantCulture, $"The bot answered {status}."));
    }

    /// <summary>Typing comes over the web socket alone.</summary>
    private static Task ReadAsync(HttpContext context, Conversation conversation)
    {
        var watermark = WatermarkOf(context);
        var activities = conversation.Since(watermark);
        return context.WriteAsync(200, DirectLineStream.SetOf(activities.Where(static activity => (string?)activity["type"] != "typing"), watermark + activities.Count));
    }

    /// <summary>Of the request; from the beginning where there is none.</summary>
    private static int WatermarkOf(HttpContext context) => int.TryParse(context.Request.Query["watermark"], CultureInfo.InvariantCulture, out var known) && known > 0 ? known : 0;

    private Task WithAsync(HttpContext context, Func<HttpContext, Conversation, Task> operation) =>
        Proven(Bearer(context), context) is { } conversation ? operation(context, conversation) : BotEndpoints.FailAsync(context, 403, "BadArgument", WrongToken);

    /// <summary>The conversation that a token is of, and that the address names if it names one.</summary>
    private Conversation? Proven(string? token, HttpContext context) =>
        token?.Split('.') is [var id, _] && channel.Find(id) is { } conversation && TokenOf(conversation) == token && (context.Request.RouteValues["id"] is not string named || named == id) ? conversation : null;

    private string TokenOf(Conversation conversation) => $"{conversation.Id}.{Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(conversation.Id)))}";

    private static string? Bearer(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..] : null;
}
