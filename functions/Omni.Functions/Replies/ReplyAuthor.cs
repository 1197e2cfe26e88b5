using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Replies;

/// <summary>What a message of ours tells besides its words: that no person wrote it, and what can be pressed.</summary>
public static class ReplyAuthor
{
    private const string Author = "author";
    private const string Bot = "bot";
    private const string Choices = "choices";

    public static bool IsBot(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return contact.Extras.TryGetValue(Author, out var author) && author.ValueKind == JsonValueKind.String && author.ValueEquals(Bot);
    }

    public static IReadOnlyList<string> ChoicesOf(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return contact.Extras.TryGetValue(Choices, out var choices) ? JsonSerializer.Deserialize(choices, ChoicesJson.Default.IReadOnlyListString) ?? [] : [];
    }

    internal static Dictionary<string, JsonElement> ByBot(IReadOnlyList<string> choices)
    {
        var extras = new Dictionary<string, JsonElement> { [Author] = JsonSerializer.SerializeToElement(Bot, ChoicesJson.Default.String) };
        if (choices.Count > 0)
            extras[Choices] = JsonSerializer.SerializeToElement(choices, ChoicesJson.Default.IReadOnlyListString);
        return extras;
    }
}

[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class ChoicesJson : JsonSerializerContext;
