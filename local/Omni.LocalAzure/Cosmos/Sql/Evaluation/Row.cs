using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>What an expression sees: the sources of one row, or the keys and aggregates of one group.</summary>
internal sealed class Row
{
    public required SqlValue[] Sources { get; init; }

    public SqlValue[] Keys { get; init; } = [];

    public SqlValue[] Aggregates { get; init; } = [];
}

/// <summary>A bound expression.</summary>
internal delegate SqlValue Evaluation(Row row);
