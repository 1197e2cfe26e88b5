using System.Text.Json;
using Omni.LocalAzure.Cosmos;
using Omni.LocalAzure.Cosmos.Queries;
using Omni.LocalAzure.Cosmos.Sql;
using Omni.LocalAzure.Cosmos.Sql.Values;
using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Dashboard;

/// <summary>Runs what was typed, over all partitions, a page at a time.</summary>
internal sealed class QueryRun(CosmosAccount account, string database, TimeProvider time)
{
    private const int PageSize = 100;

    private static readonly Dictionary<string, SqlValue> NoParameters = [];

    public async Task<QueryAnswer> RunAsync(QueryForm form)
    {
        // Browsers send the ends of lines as CR LF.
        var sql = (form.Sql ?? "").ReplaceLineEndings("\n");
        try
        {
            if (account.Catalogue.FindContainer(database, form.Container ?? "") is not { } container) return new QueryRefusal($"There is no container '{form.Container}'.");
            var started = time.GetTimestamp();
            var page = await account.Queries.RunAsync(container, new QueryRequest
            {
                Query = account.Queries.Compile(sql, Parameters(form.Parameters)),
                Scope = ItemScope.Everything,
                MaxItems = PageSize,
                Continuation = form.Continuation is { Length: > 0 } token ? QueryToken.Parse(token) : null,
            });
            return QueryTable.Of(page, time.GetElapsedTime(started));
        }
        catch (SqlException refused)
        {
            return new QueryRefusal($"{refused.Code}: {refused.Message}") { Place = MarkedText.Of(sql, refused.Start, refused.End) };
        }
        catch (JsonException)
        {
            return new QueryRefusal("The parameters are one JSON object, as in {\"@from\": \"2026-03-01T00:00:00.000Z\"}.");
        }
        catch (FormatException malformed)
        {
            return new QueryRefusal(malformed.Message);
        }
    }

    /// <exception cref="JsonException">It is no JSON object.</exception>
    private static Dictionary<string, SqlValue> Parameters(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return NoParameters;
        using var json = JsonDocument.Parse(text);
        if (json.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException();
        var parameters = new Dictionary<string, SqlValue>(StringComparer.Ordinal);
        try
        {
            foreach (var parameter in json.RootElement.EnumerateObject()) parameters[parameter.Name] = SqlValue.Of(parameter.Value).Detached();
        }
        catch (InvalidOperationException halfACharacter)
        {
            throw new JsonException(null, halfACharacter);
        }

        return parameters;
    }
}
