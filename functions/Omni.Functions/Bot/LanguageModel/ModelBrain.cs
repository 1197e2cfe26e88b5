using Omni.Functions.Bot.Talk;
using Omni.Functions.Bot.Topics;
using Omni.Functions.Contacts;

namespace Omni.Functions.Bot.LanguageModel;

/// <summary>
/// Goes by the rules, and asks a model where they do not understand. The model gets what was said in this conversation, and of the history no more than the customer has proven to be theirs:
/// what it does not know nobody can talk it into telling. It chooses a topic, and the rules go on from there, proof included; or sentences of the business, which are said as they are.
/// </summary>
public sealed class ModelBrain(RuleBrain rules, TopicFolder folder, IChatModel model, PrivateHistory history) : IBrain
{
    private const int MostLines = 12;
    private const int MostSentences = 5;

    private readonly Dictionary<string, ModelBrief> _briefs = TopicFolder.Languages.ToDictionary(static language => language, language => ModelBrief.Of(folder.Topics, language), StringComparer.Ordinal);

    public async ValueTask<Thought> ThinkAsync(Dialogue dialogue, Turn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(turn);
        var thought = rules.Think(dialogue, turn);
        var before = dialogue with { Language = thought.Next.Language };
        if (!thought.IsLost || MayProve(turn))
            return Remember(before, turn, thought);
        var brief = await BriefAsync(before, turn, cancellation);
        var choice = await model.ChooseAsync(new ModelQuestion(brief, LinesWith(before, new DialogueLine(true, turn.Text))), cancellation);
        return Remember(before, turn, Follow(choice, brief, before, turn) ?? thought);
    }

    private async Task<ModelBrief> BriefAsync(Dialogue dialogue, Turn turn, CancellationToken cancellation)
    {
        var (brief, language) = (_briefs[dialogue.Language!], dialogue.Language!); // The rules have set it.
        return dialogue.Proven is { } proven && proven.Until > turn.Now
            ? brief.With((await history.EventsOfAsync(proven.Address, cancellation)).Select(contact => PrivateHistory.LineOf(contact, language)))
            : brief;
    }

    /// <summary>A code, or an address, is for the rules alone.</summary>
    private static bool MayProve(Turn turn) => !turn.Text.Any(char.IsLetter) || turn.Contact.From.Identities.Any(static identity => identity is { Trust: Trust.Claimed, Kind: IdentityKind.Phone or IdentityKind.Email });

    /// <returns>Null for a choice that is none: of names that nobody gave it, too much, or nothing.</returns>
    private Thought? Follow(ModelChoice? choice, ModelBrief brief, Dialogue dialogue, Turn turn)
    {
        if (choice is null)
            return null;
        if (choice.Topic is { } name)
            return folder.Topics.FirstOrDefault(topic => topic.Name == name && name != Topic.None) is { } topic ? rules.Take(dialogue, topic, turn) : null;
        var sentences = choice.Sentences.Distinct(StringComparer.Ordinal).ToList();
        if (sentences.Count is 0 or > MostSentences || !sentences.TrueForAll(brief.Sentences.ContainsKey))
            return null;
        var answer = string.Join(' ', sentences.Select(id => brief.Sentences[id]));
        return new Thought(dialogue with { Misunderstood = 0 }) { Says = [new Saying("{{answer}}") { Values = new Dictionary<string, string> { ["answer"] = answer } }] };
    }

    /// <summary>What belongs to proving something is no part of the conversation.</summary>
    private static Thought Remember(Dialogue before, Turn turn, Thought thought)
    {
        if (MayProve(turn) || before.Proof is not null || thought.Next.Proof is not null || thought.Next.Proven?.Until > turn.Now)
            return thought;
        var says = string.Join('\n', thought.Says.Select(static said => said.Values.GetValueOrDefault("answer") ?? said.Template));
        return thought with { Next = thought.Next with { Lines = LinesWith(before, new DialogueLine(true, turn.Text), new DialogueLine(false, says)) } };
    }

    private static DialogueLine[] LinesWith(Dialogue dialogue, params IEnumerable<DialogueLine> lines) => [.. dialogue.Lines.Concat(lines.Where(static line => line.Text.Length > 0)).TakeLast(MostLines)];
}
