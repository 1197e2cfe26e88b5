namespace Omni.LocalAzure.Cosmos.Sql;

/// <summary>A query that cannot be run, in the service's words: code SC…, position in the text, message.</summary>
#pragma warning disable CA1032 // Thrown with these facts or not at all.
internal sealed class SqlException(string code, string message, int start, int end) : Exception(message)
#pragma warning restore CA1032
{
    public string Code => code;

    public int Start => start;

    public int End => end;
}
