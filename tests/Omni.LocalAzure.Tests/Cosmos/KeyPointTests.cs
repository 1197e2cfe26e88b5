using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos.Queries;
using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;
using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class KeyPointTests
{
    private static readonly ContainerDefinition Definition =
        ContainerDefinition.Parse(JsonNode.Parse("""{"id":"things","partitionKey":{"paths":["/customerId"]}}""")!.AsObject());

    private static readonly Dictionary<string, SqlValue> Parameters = new() { ["@list"] = SqlValue.Of([SqlValue.Of("a"), SqlValue.Of("b")]) };

    [Theory]
    [InlineData("ARRAY_CONTAINS(@list, c.id)")]
    [InlineData("array_contains([\"a\", \"b\"], c.id)")]
    [InlineData("c.id IN (\"a\", \"b\")")]
    public void A_list_of_ids_is_looked_up_id_by_id(string condition) =>
        Assert.Equal([new KeyPoint("a", null), new KeyPoint("b", null)], Points(condition));

    [Fact]
    public void A_list_of_partition_keys_is_looked_up_key_by_key() =>
        Assert.Equal([new KeyPoint(null, "[\"a\"]"), new KeyPoint(null, "[\"b\"]")], Points("ARRAY_CONTAINS(@list, c.customerId)"));

    [Theory]
    [InlineData("ARRAY_CONTAINS(c.list, c.id)")]
    [InlineData("ARRAY_CONTAINS(@list, c.name)")]
    [InlineData("NOT ARRAY_CONTAINS(@list, c.id)")]
    [InlineData("ARRAY_CONTAINS([\"a\", 1], c.id)")]
    public void Anything_else_may_be_anywhere(string condition) => Assert.Null(Points(condition));

    private static List<KeyPoint>? Points(string condition)
    {
        var query = CompiledQuery.Compile(QueryParser.Parse($"SELECT * FROM c WHERE {condition}"), Parameters);
        return new KeyPoints(new QuerySyntax(query), Definition).Of(query.Syntax.Where);
    }
}
