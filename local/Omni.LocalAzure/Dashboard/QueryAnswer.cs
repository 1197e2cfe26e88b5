namespace Omni.LocalAzure.Dashboard;

/// <summary>What came of a query: a <see cref="QueryRows"/> or a <see cref="QueryRefusal"/>.</summary>
public abstract record QueryAnswer;

/// <summary>One page of rows as a table.</summary>
public sealed record QueryRows : QueryAnswer
{
    /// <summary>In the order the rows name them.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Columns beyond the most that are shown.</summary>
    public required int HiddenColumns { get; init; }

    /// <summary>A cell for each column; empty where the row has no such property.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    /// <summary>Request units of this page.</summary>
    public required double Charge { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Null when these are the last rows.</summary>
    public required string? Continuation { get; init; }
}

/// <summary>Why there are no rows.</summary>
public sealed record QueryRefusal(string Message) : QueryAnswer
{
    /// <summary>Where in the text it is; null when it is not in the text.</summary>
    public MarkedText? Place { get; init; }
}

/// <summary>A text with a part of it marked.</summary>
public sealed record MarkedText(string Before, string Marked, string After)
{
    /// <summary>What is beyond the end of the text is marked as one space there.</summary>
    public static MarkedText Of(string text, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(text);
        var from = Math.Clamp(start, 0, text.Length);
        var to = Math.Clamp(end, from, text.Length);
        return from == to ? new MarkedText(text[..from], " ", text[from..]) : new MarkedText(text[..from], text[from..to], text[to..]);
    }
}
