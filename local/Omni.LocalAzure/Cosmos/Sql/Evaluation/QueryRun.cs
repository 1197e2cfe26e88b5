using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>What all parts of one execution share: parameters and the clock.</summary>
internal sealed class QueryRun(IReadOnlyDictionary<string, SqlValue> parameters, TimeProvider time)
{
    /// <summary>The moment the execution began, for functions that are to give one value per query.</summary>
    public DateTime Started { get; } = time.GetUtcNow().UtcDateTime;

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public SqlValue Value(Parameter parameter) =>
        parameters.TryGetValue(parameter.Name, out var value)
            ? value
            : throw new SqlException("SC2003", $"Parameter '{parameter.Name}' is not supplied.", parameter.Start, parameter.End);
}
