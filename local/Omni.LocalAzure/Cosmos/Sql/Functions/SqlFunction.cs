using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>A built-in function: its name, how many arguments it takes, what it does.</summary>
internal sealed record SqlFunction(string Name, int MinArguments, int MaxArguments, Func<SqlValue[], SqlValue> Apply);
