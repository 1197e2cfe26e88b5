namespace Omni.Functions.Customers;

/// <summary>Settings <c>Omni__…</c> of the promise to answer.</summary>
public sealed record PromiseOptions
{
    /// <summary>Zero when nothing is promised.</summary>
    public required TimeSpan AnswerWithin { get; init; }
}
