using System.Collections.Frozen;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>All built-in functions; names ignore case.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, SqlFunction> Functions =
        new[]
        {
            TypeFunctions.All, TextFunctions.All, TextParts.All, RegexFunctions.All, ArrayFunctions.All, ArrayNumbers.All, SetFunctions.All, ObjectFunctions.All,
            NumberFunctions.All, IntegerFunctions.All, DateFunctions.All,
        }
        .SelectMany(family => family)
        .ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Functions of the service that are left out here: spatial, vector and full-text search, and a few that are hardly documented.</summary>
    private static readonly FrozenSet<string> Refused = new[]
    {
        "AGO", "DATETIMEFORMAT", "DAY", "FULLTEXTCONTAINS", "FULLTEXTCONTAINSALL", "FULLTEXTCONTAINSANY", "FULLTEXTSCORE", "GENERATEEMBEDDINGS", "HASH", "IS_DATETIME",
        "MONTH", "NOW", "REGEXEXTRACT", "REGEXEXTRACTALL", "REGEXREPLACE", "REGEXREPLACEALL", "RRF", "ST_AREA", "ST_DISTANCE", "ST_INTERSECTS", "ST_ISVALID",
        "ST_ISVALIDDETAILED", "ST_WITHIN", "VECTORDISTANCE", "YEAR",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static SqlFunction? Find(string name) => Functions.GetValueOrDefault(name);

    public static bool IsRefused(string name) => Refused.Contains(name);
}
