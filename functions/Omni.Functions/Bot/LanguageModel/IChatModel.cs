namespace Omni.Functions.Bot.LanguageModel;

/// <summary>A language model. It chooses what answers a customer and never speaks to them: of what it says only names that it was given count.</summary>
public interface IChatModel
{
    /// <returns>Null where it did not answer, or with anything but a choice.</returns>
    Task<ModelChoice?> ChooseAsync(ModelQuestion question, CancellationToken cancellation);
}

/// <param name="Brief">What there is to choose from.</param>
/// <param name="Lines">The conversation, the question last.</param>
public sealed record ModelQuestion(ModelBrief Brief, IReadOnlyList<DialogueLine> Lines);

/// <param name="Topic">What the customer wants; null where it is none of the topics.</param>
/// <param name="Sentences">Ids of those that answer the customer, in the order they are said.</param>
public sealed record ModelChoice(string? Topic, IReadOnlyList<string> Sentences);
