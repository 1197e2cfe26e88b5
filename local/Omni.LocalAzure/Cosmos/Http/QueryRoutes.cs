using System.Text.Json;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos.Queries;
using Omni.LocalAzure.Cosmos.Sql;
using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;
using Omni.LocalAzure.Cosmos.Store;
using Omni.LocalAzure.Cosmos.Wire;

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
        await CompileAsync(call, runner.Compile);
        return new CosmosAnswer { Status = 200, Body = PassThroughPlan };
    }

    public async ValueTask<CosmosAnswer> Execute(CosmosCall call)
    {
        call.Kind = CosmosRequestKind.Query;
        var container = call.Container;
        var page = await RunAsync(container, new QueryRequest
        {
            Query = await CompileAsync(call, runner.Compile),
            Scope = call.Scope,
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

    /// <summary>The condition of a patch: a query without its SELECT, true when it has a row. A <see cref="FormatException"/> ends what takes too long.</summary>
    public Func<byte[], bool> CompileCondition(string text)
    {
        var query = runner.Compile($"SELECT VALUE true {text}", NoParameters);
        return document =>
        {
            try
            {
                return query.Matches(document);
            }
            catch (SqlException tooMuch)
            {
                throw new FormatException(tooMuch.Message, tooMuch);
            }
        };
    }

    /// <summary>A query over resources that are no items: databases, containers, offers.</summary>
    public static async ValueTask<CosmosAnswer> Over(IEnumerable<JsonObject> resources, string parentRid, string name, CosmosCall call)
    {
        var query = await CompileAsync(call, static (sql, parameters) => CompiledQuery.Compile(QueryParser.Parse(sql), parameters));
        var page = new FeedBody(parentRid, int.MaxValue, name);
        foreach (var row in query.Collect(resources.Select(MetadataRoutes.Bytes)).Skip((int)query.Skip).Take((int)(query.Take ?? int.MaxValue))) page.Add(row.Span);
        return new CosmosAnswer { Status = 200, Body = page.Complete(), ItemCount = page.Count };
    }

    private static async ValueTask<CompiledQuery> CompileAsync(CosmosCall call, Func<string, IReadOnlyDictionary<string, SqlValue>, CompiledQuery> compile)
    {
        var body = await call.ReadBodyAsync();
        if (!JsonText.IsUnicode(body)) throw new CosmosFailureException(400, "The query has text that is no Unicode.");
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("query", out var query) || query.ValueKind != JsonValueKind.String)
                throw new CosmosFailureException(400, "The body has no query.");
            return compile(query.GetString()!, Parameters(root)); // a string element is never null
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

    private async ValueTask<QueryPage> RunAsync(CosmosContainer container, QueryRequest request)
    {
        try
        {
            return await runner.RunAsync(container, request);
        }
        catch (FormatException refused)
        {
            throw new CosmosFailureException(400, refused.Message);
        }
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
