namespace Omni.LocalAzure.Dashboard;

/// <summary>What was typed on the query page.</summary>
public sealed record QueryForm(string? Container, string? Sql, string? Parameters, string? Continuation)
{
    public static QueryForm Empty { get; } = new("customers", "SELECT * FROM c", null, null);

    public static QueryForm Of(BookQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return new QueryForm(question.Container, question.Sql, question.ParametersJson, null);
    }
}
