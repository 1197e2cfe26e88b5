using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>
/// What all parts of one execution share: parameters, the clock, and a bound on the work. A few lines of SQL can ask for years of it
/// (joins of a document's arrays with themselves, values that double at each step), so work is paid from a budget that grows with what is read.
/// </summary>
internal sealed class QueryRun(IReadOnlyDictionary<string, SqlValue> parameters, TimeProvider time)
{
    private const double InitialSteps = 20_000_000;
    private const double StepsPerDocument = 20_000;
    private const double StepsPerByte = 20;
    private const double StepsPerSecond = 20_000_000;

    private double _stepsLeft = InitialSteps;

    /// <summary>The moment the execution began, for functions that are to give one value per query.</summary>
    public DateTime Started { get; } = time.GetUtcNow().UtcDateTime;

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public SqlValue Value(Parameter parameter) =>
        parameters.TryGetValue(parameter.Name, out var value)
            ? value
            : throw new SqlException("SC2003", $"Parameter '{parameter.Name}' is not supplied.", parameter.Start, parameter.End);

    /// <summary>Another document allows more work.</summary>
    public void Earn(int documentBytes) => _stepsLeft += StepsPerDocument + (StepsPerByte * documentBytes);

    /// <param name="steps">One is about the work of reading a property.</param>
    /// <exception cref="SqlException">The query asks for more work than what it reads allows.</exception>
    public void Spend(double steps)
    {
        if ((_stepsLeft -= steps) < 0) throw SqlException.TooComplex(0, 0);
    }

    /// <summary>For work whose steps nobody counts.</summary>
    public T PaidByTime<T>(Func<T> work)
    {
        var started = time.GetTimestamp();
        var result = work();
        Spend(time.GetElapsedTime(started).TotalSeconds * StepsPerSecond);
        return result;
    }
}
