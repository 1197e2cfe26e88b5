using System.Net.Http.Headers;
using System.Text.Json;
using Omni.Functions.Bot.LanguageModel;
using Polly;

namespace Omni.Functions.Stores;

/// <summary>Asks any server that speaks OpenAI's Chat Completions: OpenAI, Azure OpenAI (<c>…/openai/v1</c>), or one's own.</summary>
/// <param name="http">Asks nobody for a while who keeps failing.</param>
/// <param name="options">Which server, and which model.</param>
/// <param name="logger">Hears why there was no answer, and nothing of what was said.</param>
/// <remarks>https://platform.openai.com/docs/api-reference/chat/create</remarks>
public sealed partial class ChatCompletions(HttpClient http, ChatModelOptions options, ILogger<ChatCompletions> logger) : IChatModel
{
    /// <summary>Tokens, of which some models spend most on thinking.</summary>
    private const int LongestAnswer = 2000;

    public async Task<ModelChoice?> ChooseAsync(ModelQuestion question, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(question);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(options.Patience);
        try
        {
            using var request = Request(question);
            using var response = await http.SendAsync(request, end.Token);
            return !response.IsSuccessStatusCode ? Without($"status {(int)response.StatusCode}") : ChoiceIn(await response.Content.ReadAsByteArrayAsync(end.Token)) ?? Without("an answer that is no choice");
        }
        catch (Exception failure) when (failure is HttpRequestException or ExecutionRejectedException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Without(failure.GetType().Name);
        }
    }

    private HttpRequestMessage Request(ModelQuestion question)
    {
        ChatMessage[] messages = [new("system", question.Brief.Instructions), .. question.Lines.Select(static line => new ChatMessage(line.IsCustomers ? "user" : "assistant", line.Text))];
        var body = new ChatRequest(options.Name, messages, LongestAnswer, new ChatFormat(new ChatSchema(new ChoiceShape(ChoiceProperties.Of(question.Brief)))));
        var request = new HttpRequestMessage(HttpMethod.Post, options.Address) { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, ChatJson.Default.ChatRequest)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (options.Key.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
        return request;
    }

    /// <summary>Some put a fence around their JSON, or words.</summary>
    private static ModelChoice? ChoiceIn(byte[] answer)
    {
        try
        {
            if (JsonSerializer.Deserialize(answer, ChatJson.Default.ChatResponse)?.Choices is not [{ Message.Content: { } content }, ..] || (content.IndexOf('{', StringComparison.Ordinal), content.LastIndexOf('}')) is not ( >= 0 and var begin, > 0 and var end) || end < begin)
                return null;
            return JsonSerializer.Deserialize(content.AsSpan(begin, end - begin + 1), ChatJson.Default.ChoiceBody) is { } choice ? new ModelChoice(choice.Topic, [.. (choice.Sentences ?? []).OfType<string>()]) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ModelChoice? Without(string what)
    {
        LogNoAnswer(what);
        return null;
    }

    [LoggerMessage(1, LogLevel.Warning, "The model did not help the bot, which goes by its rules: {What}")]
    private partial void LogNoAnswer(string what);
}
