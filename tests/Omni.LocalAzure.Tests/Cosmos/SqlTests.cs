using System.Text;
using Omni.LocalAzure.Cosmos.Sql;
using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class SqlTests
{
    private const string Document =
        """{"id":"1","n":5,"s":"Abc","nil":null,"yes":true,"arr":[1,"two",{"k":3,"z":4}],"obj":{"a":{"b":7}},"empty":[]}""";

    /// <summary>Expressions over the document and what they give; null stands for undefined.</summary>
    [Theory]
    [InlineData("c.missing", null)]
    [InlineData("c.s.x", null)]
    [InlineData("c.arr[9]", null)]
    [InlineData("c.arr[1]", "\"two\"")]
    [InlineData("c.obj.a[\"b\"]", "7")]
    [InlineData("c.missing = 1", null)]
    [InlineData("c.n = '5'", "false")]
    [InlineData("c.nil = null", "true")]
    [InlineData("c.n != null", "true")]
    [InlineData("c.missing != null", null)]
    [InlineData("c.arr = [1, 'two', {z: 4, k: 3}]", "true")]
    [InlineData("c.n < '9'", null)]
    [InlineData("c.n > 4 AND c.n <= 5", "true")]
    [InlineData("NOT (c.s > 1)", null)]
    [InlineData("NOT c.yes = false", "true")]
    [InlineData("c.missing > 1 AND false", "false")]
    [InlineData("c.missing > 1 AND true", null)]
    [InlineData("c.missing > 1 OR true", "true")]
    [InlineData("c.missing > 1 OR false", null)]
    [InlineData("c.n IN (1, 5)", "true")]
    [InlineData("c.n NOT IN (1, 5)", "false")]
    [InlineData("c.missing IN (1)", null)]
    [InlineData("c.n BETWEEN 5 AND 6", "true")]
    [InlineData("c.n BETWEEN 'a' AND 'z'", null)]
    [InlineData("c.missing ?? 1", "1")]
    [InlineData("c.nil ?? 1", "null")]
    [InlineData("c.yes ? 'a' : 'b'", "\"a\"")]
    [InlineData("c.n ? 'a' : 'b'", "\"b\"")]
    [InlineData("1 + 2 * 3 - -4", "11")]
    [InlineData("7 % 4 / 2", "1.5")]
    [InlineData("1 / 0", null)]
    [InlineData("'a' + 'b'", null)]
    [InlineData("'a' || c.s", "\"aAbc\"")]
    [InlineData("6 & 3 | 8", "10")]
    [InlineData("0x1F", "31")]
    [InlineData("'it\\'s \\u0041'", "\"it's A\"")]
    [InlineData("c.s LIKE 'A%'", "true")]
    [InlineData("c.s LIKE 'a%'", "false")]
    [InlineData("c.s LIKE '_b[a-c]'", "true")]
    [InlineData("c.s LIKE '_b[^a-c]'", "false")]
    [InlineData("'50%' LIKE '%!%' ESCAPE '!'", "true")]
    [InlineData("c.s NOT LIKE '%z%'", "true")]
    [InlineData("IS_DEFINED(c.nil)", "true")]
    [InlineData("is_defined(c.missing)", "false")]
    [InlineData("IS_PRIMITIVE(c.arr)", "false")]
    [InlineData("STARTSWITH(c.s, 'aB', true)", "true")]
    [InlineData("CONTAINS(c.n, '5')", null)]
    [InlineData("SUBSTRING(c.s, 1, 9)", "\"bc\"")]
    [InlineData("INDEX_OF(c.s, 'z')", "-1")]
    [InlineData("CONCAT(c.s, '-', c.id)", "\"Abc-1\"")]
    [InlineData("ARRAY_CONTAINS(c.arr, 'two')", "true")]
    [InlineData("ARRAY_CONTAINS(c.arr, {k: 3})", "false")]
    [InlineData("ARRAY_CONTAINS(c.arr, {k: 3}, true)", "true")]
    [InlineData("ARRAY_LENGTH(c.empty)", "0")]
    [InlineData("ARRAY_LENGTH(c.s)", null)]
    [InlineData("ARRAY_SLICE(c.arr, -2, 1)", "[\"two\"]")]
    [InlineData("ROUND(2.5)", "3")]
    [InlineData("SQRT(-1)", null)]
    [InlineData("{a: c.missing, b: [c.missing, 1]}", "{\"b\":[1]}")]
    [InlineData("DateTimeAdd('mm', 1, '2020-01-31T00:00:00Z')", "\"2020-02-29T00:00:00.0000000Z\"")]
    [InlineData("DateTimeDiff('hour', '2020-01-01T01:59:00Z', '2020-01-01T02:01:00Z')", "1")]
    [InlineData("DateTimeDiff('hh', '2020-01-01T01:00:00Z', '2020-01-01T01:59:00Z')", "0")]
    [InlineData("DateTimePart('mcs', '2020-01-02T03:04:05.6789123Z')", "678912")]
    [InlineData("DateTimeBin('2021-01-08T18:35:00.0000000', 'dd', 7, '1601-01-01T00:00:00.0000000')", "\"2021-01-04T00:00:00.0000000Z\"")]
    [InlineData("DateTimeFromParts(2020, 9, 4, 10, 52, 12, 3456789)", "\"2020-09-04T10:52:12.3456789Z\"")]
    [InlineData("DateTimeToTimestamp('2020-07-09')", "1594252800000")]
    [InlineData("TicksToDateTime(15943368134575530)", "\"2020-07-09T23:20:13.4575530Z\"")]
    [InlineData("DateTimeAdd('mm', 1.5, '2020-07-09')", null)]
    [InlineData("GetCurrentTimestampStatic() = GetCurrentTimestampStatic()", "true")]
    public void An_expression_has_its_value(string expression, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], Run($"SELECT VALUE {expression} FROM c", Document));

    [Theory]
    [InlineData("SELECT c.missing FROM c", "{}")]
    [InlineData("SELECT c.obj.a.b, c.n AS m, 1 FROM c", """{"b":7,"m":5,"$1":1}""")]
    [InlineData("SELECT VALUE t FROM c JOIN t IN c.arr WHERE IS_NUMBER(t)", "1")]
    [InlineData("SELECT VALUE t FROM c JOIN t IN c.empty", "")]
    [InlineData("SELECT VALUE t FROM t IN c.arr WHERE t = 'two'", "\"two\"")]
    [InlineData("SELECT VALUE root.id FROM root", "\"1\"")]
    [InlineData("SELECT VALUE r[\"id\"] FROM c AS r -- a comment", "\"1\"")]
    [InlineData("SELECT 1 AS one", """{"one":1}""")]
    [InlineData("SELECT VALUE (SELECT VALUE COUNT(1) FROM t IN c.arr WHERE IS_NUMBER(t)) FROM c", "1")]
    [InlineData("SELECT VALUE (SELECT t.k AS a, c.n AS b FROM c.arr[2] AS t) FROM c", """{"a":3,"b":5}""")]
    [InlineData("SELECT VALUE ARRAY(SELECT VALUE t FROM t IN c.arr WHERE NOT IS_OBJECT(t)) FROM c", """[1,"two"]""")]
    [InlineData("SELECT VALUE EXISTS(SELECT VALUE t FROM t IN c.arr WHERE t = 'two') FROM c", "true")]
    [InlineData("SELECT VALUE EXISTS(SELECT VALUE undefined) FROM c", "false")]
    [InlineData("SELECT VALUE EXISTS(SELECT undefined) FROM c", "true")]
    [InlineData("SELECT c.id, o.z FROM c JOIN (SELECT VALUE t FROM t IN c.arr WHERE IS_OBJECT(t)) AS o", """{"id":"1","z":4}""")]
    [InlineData("SELECT VALUE t FROM c JOIN t IN (SELECT VALUE c.arr) WHERE IS_STRING(t)", "\"two\"")]
    [InlineData("SELECT VALUE root.id FROM root JOIN (SELECT VALUE EXISTS(SELECT VALUE s FROM root JOIN s IN root['arr'] WHERE s = 1)) AS v WHERE v", "\"1\"")]
    [InlineData("SELECT VALUE r FROM (SELECT VALUE c.n FROM c) AS r WHERE r > 4", "5")]
    [InlineData("SELECT c.id, (SELECT VALUE c.id || '!') AS loud FROM c GROUP BY c.id", """{"id":"1","loud":"1!"}""")]
    public void A_row_has_its_shape(string sql, string expected) => Assert.Equal(expected, string.Join('|', Run(sql, Document)));

    [Theory]
    [InlineData("SELECT VALUE c.v FROM c ORDER BY c.v", "null|false|true|1|10|\"Banana\"|\"almond\"")]
    [InlineData("SELECT VALUE c.v FROM c ORDER BY c.v DESC", "\"almond\"|\"Banana\"|10|1|true|false|null")]
    [InlineData("SELECT VALUE c.v FROM c WHERE IS_NUMBER(c.v) ORDER BY c.v DESC OFFSET 1 LIMIT 1", "1")]
    [InlineData("SELECT TOP 2 VALUE c.v FROM c ORDER BY c.v", "null|false")]
    [InlineData("SELECT VALUE COUNT(1) FROM c", "8")]
    [InlineData("SELECT VALUE COUNT(c.v) FROM c", "7")]
    [InlineData("SELECT VALUE SUM(c.v) FROM c", "")]
    [InlineData("SELECT VALUE SUM(c.v) FROM c WHERE IS_NUMBER(c.v)", "11")]
    [InlineData("SELECT AVG(c.v) AS a, MAX(c.v) AS b FROM c WHERE false", "{}")]
    [InlineData("SELECT VALUE MIN(c.v) FROM c", "null")]
    [InlineData("SELECT VALUE MAX(c.v) FROM c", "\"almond\"")]
    [InlineData("SELECT IS_NUMBER(c.v) AS k, COUNT(1) AS n FROM c GROUP BY IS_NUMBER(c.v)", """{"k":false,"n":6}|{"k":true,"n":2}""")]
    [InlineData("SELECT DISTINCT VALUE IS_STRING(c.v) FROM c", "true|false")]
    [InlineData("SELECT VALUE COUNT(1) FROM (SELECT DISTINCT VALUE IS_STRING(c.v) FROM c) AS kinds", "2")]
    [InlineData("SELECT VALUE g FROM (SELECT IS_NUMBER(c.v) AS k, COUNT(1) AS n FROM c GROUP BY IS_NUMBER(c.v)) AS g WHERE g.n > 2", """{"k":false,"n":6}""")]
    [InlineData("SELECT VALUE MAKESET(IS_STRING(c.v)) FROM c", "[true,false]")]
    public void Rows_are_sorted_grouped_and_counted(string sql, string expected)
    {
        string[] documents = ["""{"v":"almond"}""", """{"v":10}""", """{"v":true}""", "{}", """{"v":null}""", """{"v":"Banana"}""", """{"v":1}""", """{"v":false}"""];

        Assert.Equal(expected, string.Join('|', Run(sql, documents)));
    }

    [Theory]
    [InlineData("SELECT * FROM c WHERE c.n == 1", "SC1001")]
    [InlineData("SELECT * FROM c OFFSET 1", "SC1002")]
    [InlineData("SELECT * FROM c;", "SC1010")]
    [InlineData("SELECT *", "SC1021")]
    [InlineData("SELECT id FROM c", "SC2001")]
    [InlineData("SELECT NOPE(c.id) FROM c", "SC2005")]
    [InlineData("SELECT c.id, c.id FROM c", "SC2022")]
    [InlineData("SELECT * FROM c JOIN t IN c.arr", "SC2042")]
    [InlineData("SELECT CONCAT('a') FROM c", "SC2050")]
    [InlineData("SELECT c.id, COUNT(1) FROM c", "SC2102")]
    [InlineData("SELECT TOP 1 * FROM c OFFSET 0 LIMIT 1", "SC2205")]
    [InlineData("SELECT (SELECT VALUE t FROM t IN c.arr) FROM c", "SC2201")]
    [InlineData("SELECT ARRAY(SELECT VALUE t FROM t IN c.arr ORDER BY t) FROM c", "SC2202")]
    [InlineData("SELECT ARRAY(SELECT TOP 1 VALUE t FROM t IN c.arr) FROM c", "SC2203")]
    [InlineData("SELECT ARRAY(SELECT VALUE t FROM t IN c.arr OFFSET 0 LIMIT 1) FROM c", "SC2204")]
    [InlineData("SELECT VALUE (SELECT VALUE c.id FROM c)", "SC2001")]
    [InlineData("SELECT c.id FROM c JOIN c IN c.arr", "SC2021")]
    [InlineData("SELECT c.id, (SELECT VALUE c.n) AS n FROM c GROUP BY c.id", "SC2102")]
    public void An_invalid_query_has_its_code(string sql, string code) =>
        Assert.Equal(code, Assert.Throws<SqlException>(() => Run(sql, Document)).Code);

    [Theory]
    [InlineData("1", "+1")]
    [InlineData("c", ".a")]
    [InlineData("c", "[0]")]
    [InlineData("1", " = 1")]
    [InlineData("1", " ?? 1")]
    public void A_chain_that_nests_too_deeply_is_refused(string first, string link) =>
        Assert.Equal("SC1030", Assert.Throws<SqlException>(() => QueryParser.Parse($"SELECT VALUE {first}{string.Concat(Enumerable.Repeat(link, 20_000))} FROM c")).Code);

    [Fact]
    public void Many_negations_are_refused() =>
        Assert.Equal("SC1030", Assert.Throws<SqlException>(() => QueryParser.Parse($"SELECT VALUE {string.Concat(Enumerable.Repeat("NOT ", 20_000))} true FROM c")).Code);

    [Fact]
    public void A_thousand_ored_terms_are_parsed_without_recursion()
    {
        var terms = string.Join(" OR ", Enumerable.Range(0, 5000).Select(number => $"( c.id = \"{number}\" AND c.n = 5 )"));

        Assert.Single(Run($"SELECT * FROM c WHERE ( {terms} )", Document));
    }

    private static string[] Run(string sql, params string[] documents)
    {
        var query = CompiledQuery.Compile(QueryParser.Parse(sql), new Dictionary<string, SqlValue>());
        ReadOnlyMemory<byte>[] bodies = query.Syntax.Sources.Count == 0 ? [default] : [.. documents.Select(document => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(document)))];
        var rows = query.Collect(bodies).Skip((int)query.Skip);
        if (query.Take is { } take) rows = rows.Take((int)take);
        return [.. rows.Select(row => Encoding.UTF8.GetString(row.Span))];
    }
}
