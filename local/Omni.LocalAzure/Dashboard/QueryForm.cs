namespace Omni.LocalAzure.Dashboard;

/// <summary>What was typed on the query page; a field that was not sent is null.</summary>
public sealed record QueryForm
{
    public string? Container { get; init; }

    public string? Sql { get; init; }

    /// <summary>One JSON object, or empty.</summary>
    public string? Parameters { get; init; }

    /// <summary>From the page before; null or empty for the first.</summary>
    public string? Continuation { get; init; }

    public static QueryForm Blank { get; } = new() { Container = "customers", Sql = "SELECT * FROM c" };

    public static QueryForm Of(BookQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return new QueryForm { Container = question.Container, Sql = question.Sql, Parameters = question.ParametersJson };
    }
}
