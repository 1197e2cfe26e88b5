using System.Text.Json.Nodes;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Bot;

/// <summary>A server of chat completions for this machine. Its model is none: it chooses the sentence that has most words in common with the question, or nothing.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/chat/create</remarks>
internal static class ModelRoutes
{
    /// <summary>No secret outside this machine.</summary>
    public const string Key = "local-model-key";

    private const string Sentences = "\nSentences:\n";

    /// <summary>Letters by which words are the same; shorter words say little.</summary>
    private const int Stem = 5;

    public static void MapModel(this WebApplication application) => application.MapPost("/v1/chat/completions", AnswerAsync);

    private static async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Key}")
            await FailAsync(context, 401, "invalid_api_key", "The key is local-model-key.");
        else if (await BotEndpoints.ReadAsync(context) is not { } request || request["messages"] is not JsonArray { Count: > 1 } messages || Content(messages[0]) is not { } brief || Content(messages[^1]) is not { } question)
            await FailAsync(context, 400, "invalid_request_error", "Messages are expected: what there is to choose from, and a question.");
        else
            await context.WriteAsync(200, Completion((string?)request["model"], Choose(brief, question)).ToJsonString());
    }

    private static string? Content(JsonNode? message) => (string?)message?["content"];

    private static JsonObject Choose(string brief, string question)
    {
        var asked = Stems(question);
        var best = brief[(brief.IndexOf(Sentences, StringComparison.Ordinal) is >= 0 and var at ? at + Sentences.Length : brief.Length)..].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (Id: line.Split(':')[0], Common: Stems(line).Count(asked.Contains))).Where(static sentence => sentence.Common > 0).OrderByDescending(static sentence => sentence.Common).FirstOrDefault();
        return new JsonObject { ["topic"] = null, ["sentences"] = best.Id is null ? new JsonArray() : new JsonArray(best.Id) };
    }

    private static HashSet<string> Stems(string text) =>
        [.. new string([.. text.Select(static letter => char.IsLetterOrDigit(letter) ? letter : ' ')]).Split(' ').Where(static word => word.Length >= Stem).Select(static word => word[..Stem].ToUpperInvariant())];

    private static JsonObject Completion(string? model, JsonObject choice) => new()
    {
        ["id"] = $"chatcmpl-{Guid.NewGuid():N}",
        ["object"] = "chat.completion",
        ["model"] = model,
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["finish_reason"] = "stop", ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = choice.ToJsonString() } }),
    };

    private static Task FailAsync(HttpContext context, int status, string code, string message) =>
        context.WriteAsync(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["type"] = "invalid_request_error" } }.ToJsonString());
}
