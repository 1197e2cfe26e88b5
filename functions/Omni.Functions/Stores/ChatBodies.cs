using System.Text.Json.Serialization;
using Omni.Functions.Bot.LanguageModel;

namespace Omni.Functions.Stores;

internal sealed record ChatRequest(string Model, IReadOnlyList<ChatMessage> Messages, int MaxCompletionTokens, ChatFormat ResponseFormat);

/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">What is said; null where the model refused.</param>
internal sealed record ChatMessage(string? Role, string? Content);

/// <summary>Servers that know schemas can answer nothing else; what the others answer is looked through.</summary>
internal sealed record ChatFormat(ChatSchema JsonSchema)
{
    public string Type { get; } = "json_schema";
}

internal sealed record ChatSchema(ChoiceShape Schema)
{
    public string Name { get; } = "choice";

    public bool Strict { get; } = true;
}

internal sealed record ChoiceShape(ChoiceProperties Properties)
{
    public string Type { get; } = "object";

    [JsonPropertyName("additionalProperties")]
    public bool AdditionalProperties { get; }

    public IReadOnlyList<string> Required { get; } = ["topic", "sentences"];
}

internal sealed record ChoiceProperties(NamesShape Topic, ListShape Sentences)
{
    public static ChoiceProperties Of(ModelBrief brief) =>
        new(new NamesShape(["string", "null"], [.. brief.Topics, null]), new ListShape(new NamesShape(["string"], [.. brief.Sentences.Keys])));
}

internal sealed record NamesShape(IReadOnlyList<string> Type, IReadOnlyList<string?> Enum);

internal sealed record ListShape(NamesShape Items)
{
    public string Type { get; } = "array";
}

internal sealed record ChatResponse(IReadOnlyList<ChatOption>? Choices);

internal sealed record ChatOption(ChatMessage? Message);

internal sealed record ChoiceBody(string? Topic, IReadOnlyList<string?>? Sentences);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatResponse))]
[JsonSerializable(typeof(ChoiceBody))]
internal sealed partial class ChatJson : JsonSerializerContext;
