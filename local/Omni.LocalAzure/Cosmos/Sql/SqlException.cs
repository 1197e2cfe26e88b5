namespace Omni.LocalAzure.Cosmos.Sql;

/// <summary>A query that cannot be run, in the service's words: code SC…, position in the text, message.</summary>
#pragma warning disable CA1032 // Thrown with these facts or not at all.
internal sealed class SqlException(string code, string message, int start, int end) : Exception(message)
#pragma warning restore CA1032
{
    public string Code => code;

    public int Start => start;

    public int End => end;

    /// <summary>Two properties of one object have the same name.</summary>
    public static SqlException DuplicateProperty(string name, int start, int end) =>
        new("SC2022", $"Object creation error, property name '{name}' specified more than once.", start, end);

    /// <summary>The query nests too deeply, or asks for too much work.</summary>
    public static SqlException TooComplex(int start, int end) => new(
        "SC1030",
        "The query is too complex to be processed. To resolve this issue, please consider breaking the query into multiple smaller queries, simplifying the complex expression, and/or using Computed Properties.",
        start,
        end);

    /// <summary>The service's refusal of a construct by its name.</summary>
    public static SqlException NotSupported(string construct, int start, int end) =>
        new("SC2990", $"The specified query includes '{construct}' which is currently not supported.", start, end);
}
