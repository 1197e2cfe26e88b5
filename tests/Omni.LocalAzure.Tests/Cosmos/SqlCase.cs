using System.Text;
using System.Text.Json;
using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>A query of the case files with what it has to give.</summary>
internal sealed class SqlCase
{
    private static readonly Dictionary<string, SqlCaseFile> Files = Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Cosmos", "SqlCases"), "*.json")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => new SqlCaseFile(JsonDocument.Parse(File.ReadAllBytes(file)).RootElement));

    private readonly JsonElement _case;

    public SqlCase(JsonElement @case)
    {
        _case = @case;
        Query = @case.GetProperty("query").GetString()!; // every case has one
    }

    public static IEnumerable<string> Families => Files.Keys.Order(StringComparer.Ordinal);

    public string Query { get; }

    /// <summary>Null when the query has rows.</summary>
    public string? Error => _case.TryGetProperty("error", out var code)
        ? $"{code} {_case.GetProperty("start")}-{_case.GetProperty("end")} {_case.GetProperty("message")}"
        : null;

    /// <summary>What the refusal says where the compiler of the service has to plan the query; null where it can.</summary>
    public string? Native => _case.TryGetProperty("native", out var refusal) ? refusal.GetString() : null;

    public IEnumerable<JsonProperty> Parameters => _case.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateObject() : [];

    public static SqlCaseFile Family(string name) => Files[name];

    /// <summary>The rows over documents, as JSON texts.</summary>
    public static IEnumerable<string> Run(string query, IEnumerable<JsonElement> documents, Dictionary<string, SqlValue> parameters)
    {
        var compiled = CompiledQuery.Compile(QueryParser.Parse(query), parameters);
        ReadOnlyMemory<byte>[] bodies = compiled.Syntax.Sources.Count == 0 ? [default] : [.. documents.Select(document => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(document.GetRawText())))];
        return compiled.Collect(bodies).Skip(Within(compiled.Skip)).Take(Within(compiled.Take ?? int.MaxValue)).Select(row => Encoding.UTF8.GetString(row.Span));
    }

    public IEnumerable<string> Run(IEnumerable<JsonElement> documents) =>
        Run(Query, documents, Parameters.ToDictionary(parameter => parameter.Name, parameter => SqlValue.Of(parameter.Value), StringComparer.Ordinal));

    public bool HasRows(IEnumerable<JsonElement> rows)
    {
        var left = rows.ToList();
        var inOrder = Query.Contains("ORDER BY", StringComparison.Ordinal);
        foreach (var expected in _case.GetProperty("rows").EnumerateArray())
        {
            var at = left.FindIndex(row => JsonElement.DeepEquals(row, expected));
            if (at < 0 || (inOrder && at > 0)) return false;
            left.RemoveAt(at);
        }

        return left.Count == 0;
    }

    private static int Within(long count) => (int)Math.Min(count, int.MaxValue);
}

/// <summary>A family of cases and the documents they run over.</summary>
internal sealed class SqlCaseFile(JsonElement file)
{
    public List<JsonElement> Documents { get; } = [.. file.GetProperty("documents").EnumerateArray()];

    public List<SqlCase> Cases { get; } = [.. file.GetProperty("cases").EnumerateArray().Select(@case => new SqlCase(@case))];
}
