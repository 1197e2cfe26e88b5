using Omni.Functions.Bot.Topics;
using Omni.Functions.Contacts;

namespace Omni.Functions.Bot.Talk;

/// <summary>What is known for a form: told before, or in the very sentence that began it.</summary>
internal static class FormFacts
{
    public static IReadOnlyDictionary<string, string> Gathered(Dialogue dialogue, Topic topic, Contact contact)
    {
        var facts = new Dictionary<string, string>(dialogue.Facts, StringComparer.Ordinal);
        foreach (var field in topic.Form)
        {
            if (FieldReading.Read(field, contact, dialogue.Language ?? "", isAsked: false) is { } value)
                facts[field.Name] = value;
        }

        return facts;
    }

    /// <summary>What was said of this one thing is not meant for the next; who somebody is stays.</summary>
    public static Dialogue Spent(Dialogue dialogue, Topic topic)
    {
        var spent = topic.Form.Where(static field => field.Kind is FieldKind.Text or FieldKind.Choice or FieldKind.Number).Select(static field => field.Name).ToHashSet(StringComparer.Ordinal);
        return dialogue with { Facts = dialogue.Facts.Where(fact => !spent.Contains(fact.Key)).ToDictionary(StringComparer.Ordinal) };
    }
}
