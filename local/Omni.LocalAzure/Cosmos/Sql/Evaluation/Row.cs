using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>What an expression sees: the sources of one row, and the keys and aggregates when the row is a group.</summary>
internal sealed record Row
{
    public required SqlValue[] Sources { get; init; }

    /// <summary>The document the row comes from, as it is stored.</summary>
    public ReadOnlyMemory<byte> Document { get; init; }

    public SqlValue[] Keys { get; init; } = [];

    public SqlValue[] Aggregates { get; init; } = [];

    public Row With(SqlValue source) => this with { Sources = [.. Sources, source] };
}

/// <summary>A bound expression.</summary>
internal delegate SqlValue Evaluation(Row row);
