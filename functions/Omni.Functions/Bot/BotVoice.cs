using System.Collections.Concurrent;
using HandlebarsDotNet;
using Omni.Functions.Bot.Talk;
using Omni.Functions.Bot.Topics;

namespace Omni.Functions.Bot;

/// <summary>Fills in what the bot says. What only the customer may know is looked up here, by the address that was proven, and nowhere else.</summary>
public sealed class BotVoice(TopicFolder folder, PrivateHistory history)
{
    private const string Events = "events";
    private readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> _compiled = new(StringComparer.Ordinal);
    private readonly IHandlebars _handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });

    public async Task<Said> SayAsync(Saying saying, string language, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(saying);
        var values = saying.Values;
        if (saying.Private is { } address)
        {
            var events = await history.EventsOfAsync(address, cancellation);
            if (events.Count == 0)
                return new Said(Fill(folder.Texts[BotTexts.NothingKnown][language], values));
            values = new Dictionary<string, string>(values, StringComparer.Ordinal) { [Events] = string.Join('\n', events.Select(contact => PrivateHistory.LineOf(contact, language))) };
        }

        return new Said(Fill(saying.Template, values)) { Choices = saying.Choices };
    }

    private string Fill(string template, IReadOnlyDictionary<string, string> values) =>
        template.Contains("{{", StringComparison.Ordinal) ? _compiled.GetOrAdd(template, _handlebars.Compile)(values).Trim() : template;
}
