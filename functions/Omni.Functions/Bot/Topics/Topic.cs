using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Bot.Topics;

/// <summary>Something people ask a bot about, and what it does then. Texts are by language; those with <c>{{ }}</c> are templates.</summary>
public sealed record Topic
{
    private static readonly Dictionary<string, IReadOnlyList<string>> NoWords = [];

    /// <summary>The name of what is no topic: its phrases are examples of what nobody at the business can know.</summary>
    public const string None = "none";

    /// <summary>The file without its ending.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";

    /// <summary>How people say it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Phrases { get; init => field = value ?? NoWords; } = NoWords;

    /// <summary>Words that are said of nothing else.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Keywords { get; init => field = value ?? NoWords; } = NoWords;

    /// <summary>Those at the business who know; null for the usual ones.</summary>
    public string? Department { get; init; }

    /// <summary>What to press for it; null where it is not offered.</summary>
    public IReadOnlyDictionary<string, string>? Button { get; init; }

    /// <summary>What the bot says, once all of the form is known.</summary>
    public IReadOnlyDictionary<string, string>? Answer { get; init; }

    /// <summary>What has to be known first, in the order it is asked for.</summary>
    public IReadOnlyList<FormField> Form { get; init => field = value ?? []; } = [];

    /// <summary>No part of a conversation: it interrupts nothing, and nothing follows from it.</summary>
    public bool IsSmallTalk { get; init; }

    /// <summary>The answer holds what only the customer may know: who asks has to prove that they are the customer.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Null where the bot deals with it alone.</summary>
    public TopicHandOff? HandOff { get; init; }

    /// <summary>What people are told of why they get it; null where the topic itself is the reason.</summary>
    public HandOffReason? Reason { get; init; }
}

/// <summary>What people at the business have to do with a topic.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TopicHandOff>))]
public enum TopicHandOff
{
    /// <summary>They take the conversation over.</summary>
    [JsonStringEnumMemberName("conversation")]
    Conversation,

    /// <summary>They get what was collected, and the bot talks on.</summary>
    [JsonStringEnumMemberName("task")]
    Task,
}

/// <summary>One thing that the bot asks for.</summary>
public sealed record FormField
{
    /// <summary>The same in all topics: what is known once is not asked for again.</summary>
    public required string Name { get; init; }

    public required FieldKind Kind { get; init; }

    public required IReadOnlyDictionary<string, string> Ask { get; init; }

    /// <summary>What to say to an answer that cannot be one; the question again where it is absent.</summary>
    public IReadOnlyDictionary<string, string>? Wrong { get; init; }

    /// <summary>What to press, for a choice.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Choices { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<FieldKind>))]
public enum FieldKind
{
    [JsonStringEnumMemberName("text")]
    Text,

    [JsonStringEnumMemberName("phone")]
    Phone,

    [JsonStringEnumMemberName("email")]
    Email,

    /// <summary>Digits, with letters and dashes around them.</summary>
    [JsonStringEnumMemberName("order")]
    Order,

    [JsonStringEnumMemberName("number")]
    Number,

    [JsonStringEnumMemberName("choice")]
    Choice,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(Topic))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>))]
internal sealed partial class TopicJson : JsonSerializerContext;
