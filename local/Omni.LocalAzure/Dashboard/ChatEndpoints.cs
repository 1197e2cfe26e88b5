using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Omni.LocalAzure.Bot;

namespace Omni.LocalAzure.Dashboard;

/// <summary>The page where one talks to the bot as a visitor of a site.</summary>
internal static class ChatEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void Map(WebApplication application, BotChannel bot)
    {
        application.MapGet("/chat", (string? conversation, string? notice) =>
            new RazorComponentResult<ChatPage>(new Dictionary<string, object?> { ["View"] = ChatView.Read(conversation is null ? null : bot.Find(conversation), notice) }));
        application.MapPost("/chat", ([FromForm] string? conversation, [FromForm] string text, CancellationToken cancellation) => SayAsync(bot, conversation, text, cancellation));
    }

    /// <summary>Shows the page once the bot has said something, or seems to be silent.</summary>
    private static async Task<RedirectHttpResult> SayAsync(BotChannel bot, string? name, string text, CancellationToken cancellation)
    {
        var conversation = (string.IsNullOrEmpty(name) ? null : bot.Find(name)) ?? bot.Open($"dl_{Guid.NewGuid():N}");
        var (id, status) = await bot.SayAsync(conversation, new JsonObject { ["type"] = "message", ["text"] = text }, cancellation);
        var notice = status is >= 200 and < 300 ? "" : string.Create(CultureInfo.InvariantCulture, $"&notice={Uri.EscapeDataString($"The bot answered {status}: Bot__AppId has to be set, and the app to run.")}");
        if (notice.Length == 0) await Task.WhenAny(conversation.HasMoreThanAsync(int.Parse(id.Split('|')[1], CultureInfo.InvariantCulture) + 1), Task.Delay(Patience, TimeProvider.System, cancellation));
        return TypedResults.LocalRedirect($"/chat?conversation={conversation.Id}{notice}");
    }
}
