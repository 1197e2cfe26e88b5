using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>A built-in function: its name, how many arguments it takes, what it does.</summary>
internal sealed record SqlFunction(string Name, int MinArguments, int MaxArguments, Func<QueryRun, SqlValue[], SqlValue> Apply)
{
    /// <summary>A function of its arguments alone.</summary>
    public SqlFunction(string name, int minArguments, int maxArguments, Func<SqlValue[], SqlValue> apply)
        : this(name, minArguments, maxArguments, (_, arguments) => apply(arguments))
    {
    }

    /// <summary>How many arguments are needed, in the words of the service's error.</summary>
    public string Needed =>
        MinArguments == MaxArguments ? $"{MinArguments}"
        : MaxArguments == int.MaxValue ? $"at least {MinArguments}"
        : $"{MinArguments} to {MaxArguments}";
}
