using System.Collections.Frozen;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>All built-in functions; names ignore case.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, SqlFunction> Functions =
        new[] { TypeFunctions.All, TextFunctions.All, ArrayFunctions.All, NumberFunctions.All, DateFunctions.All }
            .SelectMany(family => family)
            .ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    public static SqlFunction? Find(string name) => Functions.GetValueOrDefault(name);
}
