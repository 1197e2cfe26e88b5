using Omni.Functions.Bot.Topics;
using Omni.Functions.Bot.Understanding;
using Omni.Functions.Contacts;

namespace Omni.Functions.Bot.Talk;

/// <summary>Goes by topics: recognises what somebody says, fills forms in, asks once where it did not understand, and then hands off. Pure.</summary>
public sealed class RuleBrain(TopicFolder folder, BotOptions options) : IBrain
{
    private readonly TopicRecogniser _recogniser = new(folder.Topics);
    private readonly Speech _speech = new(folder);

    public ValueTask<Thought> ThinkAsync(Dialogue dialogue, Turn turn, CancellationToken cancellation) => new(Think(dialogue, turn));

    public Thought Think(Dialogue dialogue, Turn turn)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(turn);
        var language = Words.LanguageOf(turn.Text) ?? dialogue.Language ?? (turn.Contact.From.Language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "en" : "ru");
        dialogue = dialogue with { Language = language };
        if (turn.Text.Length == 0)
            return HearFile(dialogue, turn);
        if (CancelWords.Are(turn.Text))
            return new Thought(dialogue with { Form = null, Proof = null, Misunderstood = 0 }) { Says = [_speech.Of(dialogue.Form is null && dialogue.Proof is null ? BotTexts.NothingToCancel : BotTexts.Cancelled, language)] };
        var topic = Recognise(dialogue.Misunderstood > 0 ? _speech.Chosen(turn.Text, language) : turn.Text, dialogue.Form is null && dialogue.Proof is null ? options.Confidence : options.ConfidenceInBetween);
        if (topic is { HandOff: TopicHandOff.Conversation, Form.Count: 0 })
            return HandOff(dialogue, turn, topic.Reason ?? HandOffReason.Topic, topic);
        if (dialogue.Proof is { } proof && !IsAnother(topic, proof.Topic, turn))
            return new ProofTalk(_speech, options).Continue(dialogue, proof, turn, TopicOf(proof.Topic)) ?? GiveUp(dialogue with { Proof = null }, turn);
        dialogue = dialogue with { Proof = null };
        if (dialogue.Form is { } form && TopicOf(form.Topic) is { } filled)
            return Continue(dialogue, form, filled, turn, topic);
        return topic is null ? NotUnderstood(dialogue, turn) with { IsLost = true } : Take(dialogue, topic, turn);
    }

    /// <summary>What follows where somebody means this topic.</summary>
    public Thought Take(Dialogue dialogue, Topic topic, Turn turn)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(turn);
        return topic is { HandOff: TopicHandOff.Conversation, Form.Count: 0 } ? HandOff(dialogue, turn, topic.Reason ?? HandOffReason.Topic, topic) : Begin(dialogue with { Misunderstood = 0 }, topic, turn);
    }

    /// <summary>What nobody here can know is a topic as well, of which there is nothing to say.</summary>
    private Topic? Recognise(string text, double sure) =>
        _recogniser.Recognise(text) is ({ Name: not Topic.None } heard, var confidence) && confidence >= sure ? heard : null;

    private Topic? TopicOf(string name) => folder.Topics.FirstOrDefault(topic => topic.Name == name);

    private Thought Begin(Dialogue dialogue, Topic topic, Turn turn)
    {
        if (topic.IsPrivate && !(dialogue.Proven?.Until > turn.Now))
            return new ProofTalk(_speech, options).Begin(dialogue, topic, turn);
        return Ask(dialogue with { Facts = FormFacts.Gathered(dialogue, topic, turn.Contact) }, topic, turn);
    }

    /// <summary>The first field that is not known, or what is said once all are.</summary>
    private Thought Ask(Dialogue dialogue, Topic topic, Turn turn)
    {
        var language = dialogue.Language!; // Set before anything else.
        if (topic.Form.FirstOrDefault(field => !dialogue.Facts.ContainsKey(field.Name)) is { } missing)
            return new Thought(dialogue with { Form = new FormState(topic.Name, missing.Name) }) { Says = [Speech.Asking(missing, language)] };
        var done = dialogue with { Form = null, Misunderstood = 0 };
        IReadOnlyList<Saying> says = topic.Answer is { } answer ? [new Saying(answer[language]) { Values = Speech.ValuesOf(done, turn), Private = topic.IsPrivate ? done.Proven?.Address : null }] : [];
        if (topic.HandOff == TopicHandOff.Task)
            return new Thought(FormFacts.Spent(done, topic)) { Says = says, HandOff = new HandOffWish(HandOffReason.Task, topic.Department ?? options.Department, topic.Name, IsSilent: false) { Facts = done.Facts } };
        if (topic.HandOff is null)
            return new Thought(done) { Says = says };
        var handed = HandOff(done, turn, topic.Reason ?? HandOffReason.Topic, topic);
        return handed with { Says = [.. says, .. handed.Says] };
    }

    private Thought Continue(Dialogue dialogue, FormState form, Topic topic, Turn turn, Topic? heard)
    {
        var field = topic.Form.First(field => field.Name == form.Asking);
        var asksBack = heard is { IsSmallTalk: false } && heard != topic && (field.Kind != FieldKind.Text || turn.Text.EndsWith('?'));
        if (FieldReading.Read(field, turn.Contact, dialogue.Language!, isAsked: !asksBack || field.Kind != FieldKind.Text) is { } value)
            return Ask(dialogue with { Facts = new Dictionary<string, string>(dialogue.Facts) { [field.Name] = value }, Misunderstood = 0 }, topic, turn);
        if (asksBack)
            return AnswerBetween(dialogue, field, heard!, turn); // It asks back about something.
        return form.Tries >= options.Patience
            ? GiveUp(dialogue, turn)
            : new Thought(dialogue with { Form = form with { Tries = form.Tries + 1 } }) { Says = [Speech.AskingAgain(field, dialogue.Language!)] };
    }

    /// <summary>What needs nothing else is answered, and the form goes on; else the new topic takes its place.</summary>
    private Thought AnswerBetween(Dialogue dialogue, FormField field, Topic heard, Turn turn)
    {
        if (heard.IsPrivate || heard.Form.Count > 0 || heard.HandOff is not null)
            return Begin(dialogue with { Form = null }, heard, turn);
        var answered = Ask(dialogue, heard, turn);
        return answered with { Next = dialogue, Says = [.. answered.Says, Speech.Asking(field, dialogue.Language!)] };
    }

    /// <summary>Whoever was asked for an address or a code speaks of something else.</summary>
    private static bool IsAnother(Topic? heard, string topic, Turn turn) =>
        heard is { IsSmallTalk: false } && heard.Name != topic && !turn.Text.Any(char.IsAsciiDigit) && !turn.Text.Contains('@', StringComparison.Ordinal);

    private Thought HearFile(Dialogue dialogue, Turn turn) => dialogue.Misunderstood >= options.Patience
        ? HandOff(dialogue, turn, HandOffReason.File, topic: null)
        : new Thought(dialogue with { Misunderstood = dialogue.Misunderstood + 1 }) { Says = [_speech.Of(BotTexts.File, dialogue.Language!)] };

    private Thought NotUnderstood(Dialogue dialogue, Turn turn) => dialogue.Misunderstood >= options.Patience
        ? GiveUp(dialogue, turn)
        : new Thought(dialogue with { Misunderstood = dialogue.Misunderstood + 1 }) { Says = [_speech.Of(BotTexts.AskAgain, dialogue.Language!) with { Choices = _speech.Buttons(dialogue.Language!) }] };

    private Thought GiveUp(Dialogue dialogue, Turn turn) => HandOff(dialogue, turn, HandOffReason.NotUnderstood, dialogue.Form is { } form ? TopicOf(form.Topic) : null);

    private Thought HandOff(Dialogue dialogue, Turn turn, HandOffReason reason, Topic? topic) =>
        new(dialogue with { Form = null, Proof = null, Misunderstood = 0 })
        {
            Says = [_speech.Of(turn.IsDeskOpen ? BotTexts.HandedOff : BotTexts.HandedOffLater, dialogue.Language!) with { Values = Speech.ValuesOf(dialogue, turn, options) }],
            HandOff = new HandOffWish(reason, topic?.Department ?? options.Department, topic?.Name, IsSilent: true) { Facts = dialogue.Facts },
        };
}
