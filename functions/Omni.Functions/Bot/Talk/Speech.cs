using System.Globalization;
using Omni.Functions.Bot.Topics;

namespace Omni.Functions.Bot.Talk;

/// <summary>The bot's own texts.</summary>
internal sealed class Speech(TopicFolder folder)
{
    public Saying Of(string name, string language) => new(folder.Texts[name][language]);

    /// <summary>What the bot can be asked about.</summary>
    public IReadOnlyList<string> Buttons(string language) => [.. folder.Topics.Select(topic => topic.Button?[language]).OfType<string>()];

    /// <summary>The choice of that number, where there were no buttons to press; else what was said.</summary>
    public string Chosen(string text, string language) =>
        int.TryParse(text.TrimEnd('.', ')'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= Buttons(language).Count ? Buttons(language)[number - 1] : text;

    public static Saying Asking(FormField field, string language) => new(field.Ask[language]) { Choices = field.Choices?.GetValueOrDefault(language) ?? [] };

    public static Saying AskingAgain(FormField field, string language) => Asking(field, language) with { Template = (field.Wrong ?? field.Ask)[language] };

    /// <summary>What was told here, and what the channel calls the person.</summary>
    public static IReadOnlyDictionary<string, string> ValuesOf(Dialogue dialogue, Turn turn, BotOptions? options = null)
    {
        var values = new Dictionary<string, string>(dialogue.Facts, StringComparer.Ordinal) { ["name"] = turn.Name ?? "" };
        if (options is not null)
            values["minutes"] = options.AnswerWithin.TotalMinutes.ToString(CultureInfo.InvariantCulture);
        return values;
    }
}
