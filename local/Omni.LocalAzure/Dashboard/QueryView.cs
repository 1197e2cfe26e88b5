namespace Omni.LocalAzure.Dashboard;

/// <summary>What the query page shows.</summary>
public sealed record QueryView
{
    public required IReadOnlyList<string> Containers { get; init; }

    public required QueryForm Form { get; init; }

    /// <summary>Null before anything was asked.</summary>
    public QueryAnswer? Answer { get; init; }

    public IEnumerable<IGrouping<string, BookQuestion>> Chapters { get; } = QueryBook.Questions.GroupBy(question => question.Chapter);
}
