using System.Text.Json;
using Omni.LocalAzure.Cosmos.Queries;
using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>Queries and their plans. The plan never claims anything special: with one range, clients then send the query as it is.</summary>
internal sealed class QueryRoutes(QueryRunner runner)
{
    private const int DefaultPage = 1000;

    private static readonly Dictionary<string, SqlValue> NoParameters = [];

    private static ReadOnlyMemory<byte> PassThroughPlan { get; } = """
        {"partitionedQueryExecutionInfoVersion":2,"queryInfo":{"distinctType":"None","top":null,"offset":null,"limit":null,"orderBy":[],"orderByExpressions":[],"groupByExpressions":[],"groupByAliases":[],"aggregates":[],"groupByAliasToAggregateType":{},"rewrittenQuery":"","hasSelectValue":false,"dCountInfo":null,"hasNonStreamingOrderBy":false},"queryRanges":[{"min":"","max":"FF","isMinInclusive":true,"isMaxInclusive":false}]}
        """u8.ToArray();

    public async ValueTask<CosmosAnswer> Plan(CosmosCall call)
    {
        call.Kind = CosmosRequestKind.QueryPlan;
        _ = call.Container;
        await CompileAsync(call);
        return new CosmosAnswer { Status = 200, Body = PassThroughPlan };
    }

    public async ValueTask<CosmosAnswer> Execute(CosmosCall call)
    {
        call.Kind = CosmosRequestKind.Query;
        if (call.Header(CosmosHeaders.StartEpk) is not null)
            throw new CosmosFailureException(400, "Ranges of effective partition keys are not supported here.");
        var container = call.Container;
        var page = await runner.RunAsync(container, new QueryRequest
        {
            Query = await CompileAsync(call),
            PartitionKey = call.PartitionKey,
            MaxItems = call.MaxItemCount ?? DefaultPage,
            Continuation = call.Header(CosmosHeaders.Continuation) is { } token ? Parse(token) : null,
        });
        call.Response.Headers[CosmosHeaders.RequiresDistribution] = "False";
        return new CosmosAnswer
        {
            Status = 200,
            Body = page.Rows.Complete(),
            ItemCount = page.Rows.Count,
            Continuation = page.Continuation,
            Charge = page.Charge,
            Container = container,
        };
    }

    /// <summary>The condition of a patch: a query without its SELECT.</summary>
    public Func<byte[], bool> CompileCondition(string text)
    {
        var query = runner.Compile($"SELECT * {text}", NoParameters);
        return document => query.Matches(document);
    }

    private async ValueTask<CompiledQuery> CompileAsync(CosmosCall call)
    {
        var body = await call.ReadBodyAsync();
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("query", out var query) || query.ValueKind != JsonValueKind.String)
                throw new CosmosFailureException(400, "The body has no query.");
            return runner.Compile(query.GetString()!, Parameters(root)); // a string element is never null
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new CosmosFailureException(400, "The query's body is malformed.");
        }
    }

    private static Dictionary<string, SqlValue> Parameters(JsonElement root)
    {
        if (!root.TryGetProperty("parameters", out var list) || list.ValueKind != JsonValueKind.Array) return NoParameters;
        var parameters = new Dictionary<string, SqlValue>(list.GetArrayLength(), StringComparer.Ordinal);
        foreach (var parameter in list.EnumerateArray())
            parameters[parameter.GetProperty("name").GetString() ?? ""] = parameter.TryGetProperty("value", out var value) ? SqlValue.Of(value).Detached() : default;
        return parameters;
    }

    private static QueryToken Parse(string token)
    {
        try
        {
            return QueryToken.Parse(token);
        }
        catch (FormatException malformed)
        {
            throw new CosmosFailureException(400, malformed.Message);
        }
    }
}
