using System.Text.Json;

namespace Omni.Functions.Bot.Topics;

/// <summary>What the bot knows, deployed with the app: <c>topics/*.json</c>, and <c>texts.json</c> with what it says about none of them. What cannot be used is named with its file.</summary>
public sealed class TopicFolder
{
    public static readonly IReadOnlyList<string> Languages = ["ru", "en"];

    private TopicFolder(IReadOnlyList<Topic> topics, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> texts) => (Topics, Texts) = (topics, texts);

    /// <summary>Ordered by name.</summary>
    public IReadOnlyList<Topic> Topics { get; }

    /// <summary>By name, then by language.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Texts { get; }

    /// <exception cref="TopicException">A file cannot be used.</exception>
    public static TopicFolder Read(string folder)
    {
        var topics = Directory.EnumerateFiles(Path.Combine(folder, "topics"), "*.json").Order(StringComparer.Ordinal).Select(ReadTopic).ToList();
        var texts = Parse("texts.json", Path.Combine(folder, "texts.json"), TopicJson.Default.IReadOnlyDictionaryStringIReadOnlyDictionaryStringString);
        foreach (var name in BotTexts.All)
        {
            if (!texts.TryGetValue(name, out var text) || Languages.Any(language => !text.ContainsKey(language)))
                throw new TopicException($"texts.json has to have {name} in {string.Join(" and ", Languages)}.");
        }

        return new TopicFolder(topics, texts);
    }

    private static Topic ReadTopic(string path)
    {
        var file = $"topics/{Path.GetFileName(path)}";
        var topic = Parse(file, path, TopicJson.Default.Topic) with { Name = Path.GetFileNameWithoutExtension(path) };
        IReadOnlyDictionary<string, string>?[] texts = [topic.Answer, topic.Button, .. topic.Form.SelectMany(static field => new[] { field.Ask, field.Wrong })];
        if (texts.Any(static text => text is not null && Languages.Any(language => !text.ContainsKey(language))))
            throw new TopicException($"{file} has to say everything in {string.Join(" and ", Languages)}.");
        if (topic.Answer is null && topic.HandOff is null && topic.Name != Topic.None)
            throw new TopicException($"{file} needs an answer, or a handOff.");
        if (topic.Form.Any(static field => field.Kind == FieldKind.Choice && Languages.Any(language => field.Choices?.ContainsKey(language) != true)))
            throw new TopicException($"{file} has a choice without choices.");
        return topic;
    }

    private static T Parse<T>(string file, string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), shape) ?? throw new TopicException($"{file} is empty.");
        }
        catch (JsonException failure)
        {
            throw new TopicException($"{file} cannot be read, at line {failure.LineNumber + 1}: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TopicException($"{file} cannot be read.", failure);
        }
    }
}
